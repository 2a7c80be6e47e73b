import { describe, expect, it } from 'vitest';
import { mainChange } from '#renderer/app/main-change';
import { namedField } from '#shared/pipeline/history-fields';
import type { ActionChange } from '#shared/workspace/model';

const of = (fields: ActionChange['fields']) =>
  mainChange({ entity: 'opportunity', records: 1, fields, currency: 'CNY' });

it('knows a field by its column, its id and the name that stands for the id', () => {
  expect(['owner_id', 'ownerId', 'ownerName', 'name', 'amount_minor'].map(namedField)).toEqual([
    'ownerId',
    'ownerId',
    'ownerId',
    'name',
    'amountMinor',
  ]);
  expect(namedField('stage_entered_at')).toBeUndefined();
});

describe('the field that an action is told by', () => {
  it('is the stage before what follows from it', () => {
    expect(
      of([
        { field: 'closed_day', was: null, now: '2026-11-20' },
        { field: 'outcome', was: 'open', now: 'won' },
        { field: 'stage', was: 'negotiation_contract', now: 'delivery_implementation' },
        { field: 'stage_entered_at', was: 1, now: 2 },
      ]),
    ).toEqual({
      field: 'stage',
      was: 'negotiation_contract',
      now: 'delivery_implementation',
      more: 0,
    });
  });

  it('is the outcome when the stage stays, and counts what was filled on the way', () => {
    expect(
      of([
        { field: 'outcome', was: 'open', now: 'lost' },
        { field: 'loss_reason', was: null, now: '预算' },
        { field: 'amount_minor', was: null, now: 100 },
      ]),
    ).toMatchObject({ field: 'outcome', now: 'lost', more: 1 });
  });

  it('is the first of several edits, and nothing when only bookkeeping changed', () => {
    expect(
      of([
        { field: 'owner_id', was: '张伟', now: '阿强' },
        { field: 'region', was: null, now: '华东' },
      ]),
    ).toMatchObject({ field: 'ownerId', now: '阿强', more: 1 });
    expect(of([{ field: 'stage_entered_at', was: 1, now: 2 }])).toBeNull();
  });
});
