import { expect, test } from 'vitest';
import { BUYERS } from '#electron/sandbox/engine/retail/layout';
import { retailChain, VARIANTS } from '../../../fixtures/sandbox/retail-chain';
import { BUILDS, hashOf, playRetail } from './play';

const REPLICATES = 24;
const model = retailChain();
const reference = playRetail(model, { replicates: REPLICATES });

test('A11 both builds give the committed bits', () => {
  const plain = playRetail(model, { replicates: REPLICATES, build: 'typescript' });
  expect(hashOf(plain.figures)).toBe(hashOf(reference.figures));
  expect(hashOf(reference.figures)).toMatchInlineSnapshot(
    `"ba7bb3d3ea1d8c0f2a12cd46dfa0fcc338465a5fb79e7290219f7bff67966f97"`,
  );
});

test.each(BUILDS)('A11 %s: the order of replicates has no influence', (build) => {
  const order = Array.from({ length: REPLICATES }, (_, r) => (r * 7 + 3) % REPLICATES);
  const shuffled = playRetail(model, { replicates: REPLICATES, order, build });
  expect(hashOf(shuffled.figures)).toBe(hashOf(reference.figures));
});

test.each([1, 2, 3, 5])('a model of %s variants: both builds alike', (count) => {
  const fewer = retailChain({ variants: VARIANTS.slice(0, count), stores: 3, products: 33 });
  const [wasm, plain] = BUILDS.map((build) => playRetail(fewer, { replicates: 8, build }));
  expect(hashOf(wasm?.figures as Float64Array)).toBe(hashOf(plain?.figures as Float64Array));
});

test('crowds beyond one inversion, rare and near-certain purchases: both builds alike', () => {
  for (const baseLogOdds of [-9, 0, 3, 8]) {
    const chain = retailChain({ stores: 2, products: 4 });
    const busy = {
      ...chain,
      assumptions: { ...chain.assumptions, baseLogOdds, dispersion: 2 },
      stores: chain.stores.map((store) => ({ ...store, visitorsPerDay: 900 })),
    };
    const [wasm, plain] = BUILDS.map((build) => playRetail(busy, { replicates: 3, build }));
    expect(hashOf(wasm?.figures as Float64Array)).toBe(hashOf(plain?.figures as Float64Array));
    expect(wasm?.figures.every(Number.isFinite)).toBe(true);
  }
});

test('another seed gives other figures', () => {
  const other = playRetail(model, { replicates: REPLICATES, seed: 8 });
  expect(hashOf(other.figures)).not.toBe(hashOf(reference.figures));
});

test('a variant more never shifts the numbers of the others', () => {
  const five = playRetail(retailChain({ variants: VARIANTS.slice(0, 5) }), { replicates: 6 });
  for (let r = 0; r < 6; r++) {
    for (let j = 0; j < 5; j++) expect(five.of(r, j, BUYERS)).toBe(reference.of(r, j, BUYERS));
  }
});
