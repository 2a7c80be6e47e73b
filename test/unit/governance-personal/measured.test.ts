import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findPersonal } from '#shared/governance/personal/find';
import { certain } from '#shared/governance/personal/mask';
import { PERSONAL_KINDS, type PersonalKind } from '#shared/governance/personal/model';
import { type KnownText, personalSet } from '../../fixtures/governance/personal-set';

interface Shares {
  readonly there: number;
  readonly precision: number;
  readonly recall: number;
}

/** A finding is right when it is of the kind and covers the value with at most a fifth of other text. */
function measure(texts: readonly KnownText[]): ReadonlyMap<PersonalKind, Shares> {
  const counts = new Map(PERSONAL_KINDS.map((kind) => [kind, { there: 0, found: 0, right: 0 }]));
  const countOf = (kind: PersonalKind) => counts.get(kind) ?? { there: 0, found: 0, right: 0 };
  for (const { text, truth } of texts) {
    for (const { kind } of truth) countOf(kind).there += 1;
    for (const one of certain(findPersonal(text))) {
      const count = countOf(one.kind);
      count.found += 1;
      const hit = truth.some(
        ({ start, end, kind }) =>
          kind === one.kind &&
          one.start <= start &&
          one.end >= end &&
          (one.end - one.start) * 0.8 <= end - start,
      );
      if (hit) count.right += 1;
    }
  }
  return new Map(
    [...counts].map(([kind, { there, found, right }]) => [
      kind,
      { there, precision: right / found, recall: right / there },
    ]),
  );
}

describe('the finders on 4,000 generated texts', () => {
  // The figures of docs/governance.md; a change of the finders that lowers one has to say so there.
  const shares = measure(personalSet(71, 4000));
  const least: Readonly<Record<PersonalKind, readonly [precision: number, recall: number]>> = {
    name: [0.98, 0.93],
    mobile: [0.99, 0.99],
    landline: [0.99, 0.99],
    email: [0.99, 0.99],
    idCard: [0.99, 0.99],
    bankCard: [0.98, 0.99],
    passport: [0.99, 0.99],
    permit: [0.99, 0.99],
    plate: [0.99, 0.99],
    address: [0.99, 0.99],
  };

  it.each(PERSONAL_KINDS)('%s is found, and little else is taken for it', (kind) => {
    const { there, precision, recall } = shares.get(kind) ?? { there: 0, precision: 0, recall: 0 };
    expect(there).toBeGreaterThan(40);
    expect(precision).toBeGreaterThanOrEqual(least[kind][0]);
    expect(recall).toBeGreaterThanOrEqual(least[kind][1]);
  });
});

const REVIEWS = new URL('../../../../shared/data/chnsenticorp_zh/train.tsv.gz', import.meta.url);

describe.runIf(existsSync(REVIEWS))('the finders on public reviews', () => {
  it('take little of what strangers wrote for personal data', () => {
    const texts = gunzipSync(readFileSync(REVIEWS)).toString('utf8').split('\n');
    const found = texts.flatMap((text) => certain(findPersonal(text)));
    const of = (kind: PersonalKind) => found.filter((one) => one.kind === kind).length;
    // docs/governance.md says what was read of them by hand.
    expect(texts.length).toBeGreaterThan(9000);
    expect(of('idCard') + of('bankCard') + of('passport') + of('permit')).toBe(0);
    expect(of('mobile')).toBeGreaterThan(0);
    expect(of('mobile') + of('landline') + of('email')).toBeLessThan(40);
    expect(of('name')).toBeLessThan(160);
  });
});
