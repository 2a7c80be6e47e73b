import { describe, expect, expectTypeOf, it } from 'vitest';
import { CALL_NAMES, FEED_NAMES } from '#shared/call-names';
import { contract, feeds, type CallInput, type CallName, type CallOutput } from '#shared/contract';
import { ERROR_CODES, SandtableError, fromFailure, toFailure } from '#shared/errors';

describe('contract', () => {
  it('hands the preload exactly the names of the contract', () => {
    expect([...CALL_NAMES].toSorted()).toEqual(Object.keys(contract).toSorted());
    expect([...FEED_NAMES].toSorted()).toEqual(Object.keys(feeds).toSorted());
    expectTypeOf<(typeof CALL_NAMES)[number]>().toEqualTypeOf<CallName>();
  });

  it('types both ends from the same schema', () => {
    expectTypeOf<CallInput<'pipeline.update'>['version']>().toEqualTypeOf<number>();
    expectTypeOf<CallOutput<'pipeline.update'>['version']>().toEqualTypeOf<number>();
    expectTypeOf<CallInput<'job.cancel'>>().toEqualTypeOf<{ jobId: string }>();
    type Unknown = 'pipeline.dropEverything' extends CallName ? true : false;
    expectTypeOf<Unknown>().toEqualTypeOf<false>();
  });

  it('marks every call as a read or an effect', () => {
    for (const call of Object.values(contract)) expect(['query', 'command']).toContain(call.kind);
  });

  it('refuses unknown keys where a call takes nothing', () => {
    expect(contract['workspace.state'].input.safeParse({ path: '/etc' }).success).toBe(false);
  });

  it('keeps prototypes clean when an input carries __proto__', () => {
    const hostile: unknown = JSON.parse('{"id":"x","__proto__":{"polluted":true}}');
    const parsed = contract['sandbox.get'].input.parse(hostile);
    expect('polluted' in parsed).toBe(false);
    expect('polluted' in {}).toBe(false);
  });
});

describe('failures', () => {
  it('carry code and details across, and lose the text of unexpected errors', () => {
    const known = new SandtableError('STAGE_FIELDS_MISSING', 'm', { fields: ['amountMinor'] });
    expect(fromFailure(toFailure(known))).toMatchObject({
      code: known.code,
      details: known.details,
    });
    const unexpected = toFailure(new Error('UNIQUE constraint failed: account.name = 华东医疗'));
    expect(unexpected).toEqual({ code: 'INTERNAL', message: 'unexpected error', details: {} });
  });

  it('have codes that are unique and sorted, so that the list stays readable', () => {
    expect([...ERROR_CODES]).toEqual([...new Set(ERROR_CODES)].toSorted());
  });
});
