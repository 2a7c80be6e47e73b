import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { create, createPipeline } from '#electron/pipeline/commands';
import { groupPage, locate } from '#electron/pipeline/group-page';
import { groupedBy, linesOf } from '#electron/pipeline/grid/groups';
import { gridOf } from '#electron/pipeline/grid/view';
import { page } from '#electron/pipeline/queries';
import { GROUP_FIELDS, GROUP_ORDERS, type Grouping } from '#shared/pipeline/grid-groups';
import type { GridQuery } from '#shared/pipeline/model';
import { openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
let pipelineId = '';
const all = (): GridQuery => ({ pipelineId, sort: [], filters: {}, quick: '' });

beforeEach(() => {
  replica = openTestReplica();
  pipelineId = replica.write(createPipeline, { name: 'p', currency: 'CNY' }).id;
  const rows: [string, string | null, number | null, string | null][] = [
    ['甲', '东', 100, '2026-01-05'],
    ['乙', '南', 300, '2026-02-05'],
    ['丙', '东', null, '2026-01-31'],
    ['丁', null, 50, null],
    ['戊', '东', 7, '2026-02-01'],
  ];
  for (const [name, region, amountMinor, expectedCloseDay] of rows) {
    replica.write(create, { pipelineId, name, patch: { region, amountMinor, expectedCloseDay } });
  }
});
afterEach(() => replica.close());

const said = (grouping: Grouping, open: boolean, except: string[] = [], query = all()) => {
  const expansion = { open, except };
  const read = replica.read(groupPage, { query, grouping, expansion, offset: 0, limit: 100 });
  const lines = read.lines.map((line) =>
    line.kind === 'row'
      ? line.row.name
      : [line.group.level, line.group.value, line.group.count, line.group.amountMinor],
  );
  return { ...read, lines };
};

describe('groups', () => {
  it('have count and sum, stand in the order of their values with blanks last, rows inside as sorted', () => {
    const grouping: Grouping = { fields: ['region'], orderBy: 'value', desc: false };
    const query = { ...all(), sort: [{ field: 'amountMinor' as const, desc: true }] };
    expect(said(grouping, true, [], query)).toMatchObject({
      total: 8,
      rows: 5,
      lines: [[0, '东', 3, 107], '甲', '戊', '丙', [0, '南', 1, 300], '乙', [0, null, 1, 50], '丁'],
    });
  });

  it('can be put in order by a total, closed, and opened one by one', () => {
    const grouping: Grouping = { fields: ['region'], orderBy: 'amount', desc: true };
    expect(said(grouping, false, ['["东"]']).lines).toEqual([
      [0, '南', 1, 300],
      [0, '东', 3, 107],
      '甲',
      '丙',
      '戊',
      [0, null, 1, 50],
    ]);
  });

  it('have an inner level', () => {
    const grouping: Grouping = { fields: ['region', 'closeMonth'], orderBy: 'value', desc: false };
    expect(said(grouping, true, ['["东","2026-01"]', '["南"]']).lines).toEqual([
      [0, '东', 3, 107],
      [1, '2026-01', 2, 100],
      [1, '2026-02', 1, 7],
      '戊',
      [0, '南', 1, 300],
      [0, null, 1, 50],
      [1, null, 1, 50],
      '丁',
    ]);
  });

  it('tell the line of every row that is shown, and of no other', () => {
    const bits = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...GROUP_FIELDS), { minLength: 1, maxLength: 2 }),
        fc.boolean(),
        bits,
        (fields, open, closed) => {
          const grouping: Grouping = { fields, orderBy: 'value', desc: false };
          const groups = replica
            .read(groupPage, {
              query: all(),
              grouping,
              expansion: { open: true, except: [] },
              offset: 0,
              limit: 100,
            })
            .lines.flatMap((line) => (line.kind === 'group' ? [line.group.key] : []));
          const except = groups.filter((_key, i) => closed[i % 8]);
          const { lines } = replica.read(groupPage, {
            query: all(),
            grouping,
            expansion: { open, except },
            offset: 0,
            limit: 100,
          });
          const shown = new Map(
            lines.flatMap((line, at) => (line.kind === 'row' ? [[line.row.id, at] as const] : [])),
          );
          const rows = replica.read(page, { query: all(), offset: 0, limit: 100 }).rows;
          for (const { id } of rows) {
            const asked = { query: all(), id, groups: { grouping, expansion: { open, except } } };
            expect(replica.read(locate, asked).offset).toBe(shown.get(id) ?? null);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('weigh open deals by the probability of their stage', () => {
    const grouping: Grouping = { fields: ['stage'], orderBy: 'weighted', desc: true };
    const { lines } = replica.read(groupPage, {
      query: all(),
      grouping,
      expansion: { open: false, except: [] },
      offset: 0,
      limit: 9,
    });
    // 5 % of 100, 300, 50 and 7, each rounded.
    expect(lines).toMatchObject([{ group: { value: 'lead_captured', weightedMinor: 23 } }]);
  });

  it('say which headers stand above a window', () => {
    const grouping: Grouping = { fields: ['region', 'closeMonth'], orderBy: 'value', desc: false };
    const read = (offset: number) =>
      replica
        .read(groupPage, {
          query: all(),
          grouping,
          expansion: { open: true, except: [] },
          offset,
          limit: 2,
        })
        .above.map(({ value }) => value);
    expect([0, 1, 2, 3, 4, 5].map(read)).toEqual([
      [],
      ['东'],
      ['东', '2026-01'],
      ['东', '2026-01'],
      ['东'],
      ['东', '2026-02'],
    ]);
  });

  it('hold every row exactly once, and windows make up the whole', () => {
    const grouping = fc.record({
      fields: fc.uniqueArray(fc.constantFrom(...GROUP_FIELDS), { minLength: 1, maxLength: 2 }),
      orderBy: fc.constantFrom(...GROUP_ORDERS),
      desc: fc.boolean(),
    });
    const expansion = fc.record({
      open: fc.boolean(),
      except: fc.subarray(['["东"]', '["东","2026-01"]', '[null]', '["lead_captured"]']),
    });
    fc.assert(
      fc.property(grouping, expansion, fc.integer({ min: 1, max: 4 }), (by, which, limit) => {
        const answer = replica.read((tx) => gridOf(tx).order(tx, all()), null);
        const grouped = groupedBy(answer, by);
        expect(grouped.places.toSorted()).toEqual(answer.order.toSorted());
        const whole = linesOf(grouped, { expansion: which, offset: 0, limit: 500 });
        const parts = [];
        for (let offset = 0; offset < whole.total; offset += limit) {
          parts.push(...linesOf(grouped, { expansion: which, offset, limit }).lines);
        }
        expect(parts).toEqual(whole.lines);
        expect(whole.lines).toHaveLength(whole.total);
      }),
    );
  });
});

describe('computed columns', () => {
  const names = (query: Partial<GridQuery>) =>
    replica
      .read(page, { query: { ...all(), ...query }, offset: 0, limit: 9 })
      .rows.map((row) => row.name);

  it('sort and filter like stored ones', () => {
    expect(names({ sort: [{ field: 'weightedMinor', desc: true }] })).toEqual([
      '乙',
      '甲',
      '丁',
      '戊',
      '丙',
    ]);
    expect(names({ filters: { weightedMinor: { kind: 'numberRange', from: 3, to: 10 } } })).toEqual(
      ['甲', '丁'],
    );
    expect(names({ sort: [{ field: 'daysToClose', desc: false }] })).toEqual([
      '甲',
      '丙',
      '戊',
      '乙',
      '丁',
    ]);
  });

  it('count days from the day of the data', () => {
    const set = (day: string) =>
      replica.write((tx) => tx.update('pipeline', pipelineId, { as_of_day: day }), null);
    const filters = {
      daysToClose: { kind: 'numberRange' as const, from: -5, to: 1 },
    };
    set('2026-02-04');
    expect(names({ filters })).toEqual(['乙', '丙', '戊']);
    set('2026-02-06');
    expect(names({ filters })).toEqual(['乙', '戊']);
    expect(
      names({ filters: { expectedCloseDay: { kind: 'dayPreset', preset: 'thisMonth' } } }),
    ).toEqual(['乙', '戊']);
  });

  it('ages run from the end of the day', () => {
    const filters = (least: number | null, most: number | null) => ({
      stageEnteredAt: { kind: 'ageRange' as const, least, most },
    });
    replica.write((tx) => tx.update('pipeline', pipelineId, { as_of_day: '2026-11-25' }), null);
    expect(names({ filters: filters(2, null) })).toHaveLength(5);
    expect(names({ filters: filters(3, null) })).toHaveLength(0);
    expect(names({ filters: filters(null, 1) })).toHaveLength(0);
    expect(names({ filters: filters(null, 2) })).toHaveLength(5);
  });
});
