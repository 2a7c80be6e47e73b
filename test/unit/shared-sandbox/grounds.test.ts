import { expect, test } from 'vitest';
import type { ParameterReport } from '#shared/sandbox/fit-report';
import { groundsOf } from '#shared/sandbox/grounds';
import { type Levers, NEUTRAL_LEVERS } from '#shared/sandbox/request';

const parameter = (
  id: ParameterReport['id'],
  provenance: ParameterReport['provenance'],
  value: number | null = 1,
): ParameterReport => ({
  id,
  value,
  interval: null,
  provenance,
  sourceKey: 'assumed',
  observations: 0,
});

const FIT = {
  parameters: [
    parameter('discountEffect', 'data'),
    parameter('followUpEffect', 'default'),
    parameter('attentionEffect', 'default'),
    parameter('dealsPerEngineer', 'default'),
    parameter('validationCapacity', 'data', 40),
  ],
};
const NO_LIMIT = {
  parameters: FIT.parameters.map((one) =>
    one.id === 'validationCapacity' ? { ...one, value: null } : one,
  ),
};
const variant = (id: string, levers: Partial<Levers>) => ({
  id,
  name: id,
  levers: { ...NEUTRAL_LEVERS, ...levers },
});
const VARIANTS = [
  variant('base', {}),
  variant('faster', { followUpSpeed: 2 }),
  variant('cheaper', { discountPct: 5 }),
  variant('both', { followUpSpeed: 2, discountPct: 5 }),
  variant('people', { extraSolutionEngineers: 2 }),
  variant('same', {}),
];

test('a variant rests on assumptions when nothing that it moves is told by the history', () => {
  const { assumed, partly, observed, inert } = groundsOf(VARIANTS, FIT);
  expect([...assumed]).toEqual(['faster', 'people']);
  expect([...partly]).toEqual(['both']);
  expect([...observed.keys()]).toEqual(['cheaper', 'both']);
  expect(inert).toEqual([]);
});

test('more engineers do nothing where no limit is known, and then prove nothing', () => {
  const { assumed, inert } = groundsOf(VARIANTS, NO_LIMIT);
  expect([...assumed]).toEqual(['faster']);
  expect(inert).toEqual(['extraSolutionEngineers']);
  expect(groundsOf(VARIANTS.slice(0, 4), NO_LIMIT).inert).toEqual([]);
});

test('what counts is the difference from the baseline, not from today', () => {
  const base = variant('base', { followUpSpeed: 2 });
  const more = variant('more', { followUpSpeed: 2, discountPct: 5 });
  expect(groundsOf([base, more], FIT).assumed.size).toBe(0);
});

test('an effect whose interval holds nothing at all is not told, however many records there are', () => {
  const spread = (low: number, high: number) => ({
    parameters: FIT.parameters.map((one) =>
      one.id === 'discountEffect' ? { ...one, observations: 900, interval: { low, high } } : one,
    ),
  });
  const told = groundsOf(VARIANTS, spread(0.03, 0.14));
  expect(told.assumed.has('cheaper')).toBe(false);
  expect(told.observed.get('cheaper')).toBe(900);
  expect(groundsOf(VARIANTS, spread(-0.03, 0.14)).assumed.has('cheaper')).toBe(true);
});
