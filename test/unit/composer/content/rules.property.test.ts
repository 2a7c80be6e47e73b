import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  type Fact,
  factSchema,
  nextVersionState,
  VERSION_ACTS,
  VERSION_STATES,
  type VersionState,
} from '#shared/composer/content/block';
import {
  contradictions,
  type Statement,
  supersededStatements,
} from '#shared/composer/content/contradictions';
import { monthsLater } from '#shared/composer/content/months';
import {
  nextSourceState,
  SOURCE_ACTS,
  SOURCE_STATES,
  type SourceState,
  sourceStatus,
} from '#shared/composer/content/source';
import { inBaseUnit, sameMeasure } from '#shared/composer/content/units';
import { indexWords, searchQuery } from '#shared/composer/content/words';

const today = '2026-11-23';

describe('the states of a source', () => {
  property.prop([
    fc.constantFrom<SourceState>(...SOURCE_STATES),
    fc.array(fc.constantFrom(...SOURCE_ACTS), { maxLength: 12 }),
  ])('lead to an admission by an admission only', (start, acts) => {
    let state = start;
    let admitted = start === 'admitted';
    for (const act of acts) {
      const next = nextSourceState(state, act);
      if (next === null) continue;
      if (next === 'admitted' && state !== 'admitted') expect(act).toBe('admit');
      if (act === 'admit') expect(state).toBe('requested');
      admitted = next === 'admitted';
      state = next;
    }
    expect(state === 'admitted').toBe(admitted);
  });

  property.prop([fc.constantFrom<SourceState>(...SOURCE_STATES)])(
    'only an admitted source expires',
    (state) => {
      const expired = sourceStatus({ state, expiresOn: '2026-01-01' }, today) === 'expired';
      expect(expired).toBe(state === 'admitted');
    },
  );
});

describe('months later', () => {
  it('stays inside the month', () => {
    expect(monthsLater('2026-01-31', 1)).toBe('2026-02-28');
    expect(monthsLater('2026-11-23', 3)).toBe('2027-02-23');
    expect(monthsLater('2024-02-29', 12)).toBe('2025-02-28');
  });
});

describe('the states of a version', () => {
  property.prop([fc.array(fc.constantFrom(...VERSION_ACTS), { maxLength: 20 })])(
    'lead to a release through a review only, and from a withdrawal nowhere',
    (acts) => {
      let state: VersionState = 'draft';
      let reviewed = false;
      for (const act of acts) {
        const next = nextVersionState(state, act);
        if (next === null) continue;
        if (next === 'inReview') reviewed = true;
        if (next === 'draft') reviewed = false;
        if (next === 'released') expect(reviewed).toBe(true);
        expect(state).not.toBe('withdrawn');
        state = next;
      }
      expect(VERSION_STATES).toContain(state);
    },
  );
});

const fact = (patch: Partial<Fact> = {}): Fact => ({
  id: 'f1',
  subject: '网关 G3',
  property: '重量',
  type: 'number',
  value: '1.2',
  unit: 'kg',
  validFrom: null,
  validTo: null,
  sourceId: null,
  ...patch,
});
const stated = (one: Fact, documentId = 'd1'): Statement => ({
  fact: one,
  place: { documentId, documentTitle: documentId, versionId: 'v1', blockTitle: '规格' },
});

describe('units', () => {
  it('of one dimension are compared, whatever they are written in', () => {
    const same = (a: number, one: string, b: number, other: string) =>
      expect(sameMeasure(inBaseUnit(a, one), inBaseUnit(b, other))).toBe(true);
    same(1.2, 'kg', 1200, '克');
    same(3.5, '万元', 35_000, 'CNY');
    same(0.12, '元/分钟', 7.2, '元/小时');
    same(2, '万元/台', 20_000, '元/台');
    same(36, '个月', 3, 'years');
    same(98.6, '°F', 37, '℃');
    same(5, 'MHz', 5_000_000, 'Hz');
    expect(sameMeasure(inBaseUnit(1, 'mW'), inBaseUnit(1, 'MW'))).toBe(false);
    expect(sameMeasure(inBaseUnit(1, 'MB'), inBaseUnit(1, 'MiB'))).toBe(false);
  });
});

describe('contradictions', () => {
  const others = (one: Fact, other: Fact) => contradictions([stated(one)], [stated(other, 'd2')]);

  it('are different values of the same at the same time', () => {
    expect(others(fact(), fact({ value: '1.3' }))).toMatchObject([{ kind: 'value' }]);
    expect(others(fact(), fact({ value: '1200', unit: 'g' }))).toEqual([]);
    expect(others(fact(), fact({ value: '1.3', property: '厚度' }))).toEqual([]);
    expect(
      others(fact({ subject: 'Gateway ' }), fact({ subject: 'ＧＡＴＥＷＡＹ', value: '2' })),
    ).toHaveLength(1);
    expect(others(fact(), fact({ value: '5', unit: 'V' }))).toMatchObject([{ kind: 'unit' }]);
    const before = fact({ validTo: '2026-06-30' });
    expect(others(before, fact({ value: '1.3', validFrom: '2026-07-01' }))).toEqual([]);
    expect(others(before, fact({ value: '1.3', validFrom: '2026-06-30' }))).toHaveLength(1);
  });

  it('are none between prices in two currencies', () => {
    const price = { property: '单价', value: '100' };
    expect(others(fact({ ...price, unit: '元/台' }), fact({ ...price, unit: '$/台' }))).toEqual([]);
  });

  it('are found inside one document, and not among the others alone', () => {
    const [a, b] = [fact({ id: 'a' }), fact({ id: 'b', value: '9' })];
    expect(contradictions([stated(a), stated(b)], [])).toHaveLength(1);
    expect(contradictions([], [stated(a, 'd2'), stated(b, 'd3')])).toEqual([]);
  });

  it('are statements that a newer version makes otherwise, or no longer', () => {
    const own = [stated(fact())];
    const newer = (facts: Fact[]) => new Map([['v1', facts.map((one) => stated(one))]]);
    expect(supersededStatements(own, newer([fact({ value: '1200', unit: 'g' })]))).toEqual([]);
    expect(supersededStatements(own, newer([fact({ value: '1.1' })]))).toMatchObject([
      { kind: 'superseded', other: { fact: { value: '1.1' } } },
    ]);
    expect(supersededStatements(own, newer([]))).toMatchObject([{ other: null }]);
    expect(supersededStatements(own, new Map())).toEqual([]);
  });

  const day = fc.constantFrom(null, '2026-01-01', '2026-06-01', '2026-12-31');
  const facts = fc
    .record({
      value: fc.integer({ min: 1, max: 3 }).map(String),
      unit: fc.constantFrom('kg', 'g', 'V', ''),
      validFrom: day,
      validTo: day,
    })
    .map((patch) => fact(patch))
    .filter((one) => factSchema.safeParse(one).success);

  property.prop([facts, facts])(
    'do not depend on the side, and nothing contradicts itself',
    (a, b) => {
      const kinds = (one: Fact, other: Fact) => others(one, other).map(({ kind }) => kind);
      expect(kinds(a, b)).toEqual(kinds(b, a));
      expect(kinds(a, a)).toEqual([]);
    },
  );
});

describe('the words of the index', () => {
  it('are pairs of Chinese characters and whole words of Latin', () => {
    expect(indexWords('网关接入 OPC-UA 3.1')).toBe('网关 关接 接入 入 opc ua 3 1');
    expect(searchQuery('网关')).toBe('"网关"');
    expect(searchQuery('关')).toBe('"关" *');
    expect(searchQuery('5G网关 Gate')).toBe('"5g 网关" AND "gate" *');
    expect(searchQuery(' ，。"*() ')).toBeNull();
  });
});
