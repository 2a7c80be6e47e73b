import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDuplicatesJob } from '#electron/pipeline/duplicates/find';
import { accountMatcher, contactMatcher } from '#electron/pipeline/duplicates/matcher';
import { Blocks } from '#shared/pipeline/duplicates/blocking';
import { LIKELY_FROM } from '#shared/pipeline/duplicates/model';
import { ACCOUNT_RULES } from '#shared/pipeline/duplicates/rules';
import { generatedAccounts } from '../../fixtures/duplicates/generated-companies';
import { insertRows, openTestReplica, type TestReplica } from '../helpers/replica';

const COUNT = 20_000;
const accounts = generatedAccounts(COUNT, 7);
let replica: TestReplica;
beforeAll(() => {
  replica = openTestReplica();
  replica.write((tx) => {
    const rows = accounts.map(({ name, shortName, taxId, sites, phone }, at) => ({
      id: idOf(at),
      name,
      short_name: shortName,
      tax_id: taxId,
      website: sites[0] ?? null,
      phone,
    }));
    insertRows(tx, 'account', rows);
  }, null);
});
afterAll(() => replica.close());

const idOf = (at: number): string => `a${String(at).padStart(6, '0')}`;
const atOf = (id: string): number => Number(id.slice(1));
/** How many pairs of the generated set are one company. */
function truePairs(): number {
  const sizes = new Map<number, number>();
  for (const { company } of accounts) sizes.set(company, (sizes.get(company) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}

test('precision and recall on generated companies (docs/pipeline.md)', () => {
  const blocks = new Blocks();
  const keys = accounts.map((one, at) => {
    const own = ACCOUNT_RULES.keys(one);
    blocks.add(at, ACCOUNT_RULES.blocks(own));
    return own;
  });
  const found = blocks.pairs().flatMap(([a, b]) => {
    const [one, other] = [keys[a], keys[b]];
    const likeness = one && other ? ACCOUNT_RULES.likeness(one, other) : null;
    if (likeness === null) return [];
    return [{ a, b, ...likeness, right: accounts[a]?.company === accounts[b]?.company }];
  });
  const measure = (pairs: typeof found) => ({
    precision: Number((pairs.filter(({ right }) => right).length / pairs.length).toFixed(3)),
    recall: Number((pairs.filter(({ right }) => right).length / truePairs()).toFixed(3)),
  });
  expect({
    likely: measure(found.filter(({ score }) => score >= LIKELY_FROM)),
    shown: measure(found),
  }).toMatchInlineSnapshot(`
    {
      "likely": {
        "precision": 1,
        "recall": 0.635,
      },
      "shown": {
        "precision": 0.698,
        "recall": 0.9,
      },
    }
  `);
});

test('the job finds in the replica what the rules say, most alike first', async () => {
  const { pairs, records, total } = await replica.readJob(findDuplicatesJob, { kind: 'account' });
  expect(records).toBe(COUNT);
  expect(pairs).toHaveLength(500);
  expect(total).toBeGreaterThan(500);
  const scores = pairs.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  for (const { a, b } of pairs.slice(0, 50)) {
    expect([a.name, b.name]).toEqual([accounts[atOf(a.id)]?.name, accounts[atOf(b.id)]?.name]);
  }
});

test('a record of a file finds the account that is there', () => {
  const suggest = replica.read((tx) => accountMatcher(tx), null);
  const [one] = accounts;
  if (one === undefined) throw new Error('no accounts');
  expect(suggest({ ...one, taxId: null })[0]).toMatchObject({ id: idOf(0) });
  const nobody = {
    name: '没有这家客户',
    shortName: null,
    taxId: null,
    city: null,
    sites: [],
    phone: null,
  };
  expect(suggest(nobody)).toEqual([]);
  replica.write((tx) => {
    tx.insert('contact', {
      id: 'k',
      account_id: idOf(0),
      name: '王伟',
      role: 'other',
      email: 'w@a.example',
    });
  }, null);
  const person = replica.read(
    (tx) =>
      contactMatcher(tx)({ name: '王伟', accountId: null, email: 'W@a.example', phone: null }),
    null,
  );
  expect(person).toMatchObject([{ id: 'k', score: 94 }]);
});
