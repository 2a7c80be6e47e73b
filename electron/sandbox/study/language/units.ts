import type { ScenarioModel } from '#shared/sandbox/scenario';

/** Powers of what is measured, e.g. money¹ unit⁻¹; those with power 0 are not there. */
export type Dimension = ReadonlyMap<string, number>;

export const NO_UNIT: Dimension = new Map();
/** What can be measured; each is also the name of one of it. */
export const BASES: ReadonlySet<string> = new Set([
  'money',
  'unit',
  'person',
  'deal',
  'day',
  'week',
]);

/** @throws RangeError for a unit that is none */
export function dimension(text: string): Dimension {
  const [above = '1', ...below] = text.split('/');
  const powers = new Map<string, number>();
  for (const [base, power] of [[above, 1] as const, ...below.map((one) => [one, -1] as const)]) {
    if (base === '1') continue;
    if (!BASES.has(base)) throw new RangeError(`${base} ≠ ${[...BASES].join(', ')}`);
    powers.set(base, (powers.get(base) ?? 0) + power);
  }
  return cleaned(powers);
}

export function product(a: Dimension, b: Dimension, power: 1 | -1): Dimension {
  const powers = new Map(a);
  for (const [base, own] of b) powers.set(base, (powers.get(base) ?? 0) + power * own);
  return cleaned(powers);
}

export function sameUnit(a: Dimension, b: Dimension): boolean {
  return a.size === b.size && [...a].every(([base, power]) => b.get(base) === power);
}

/** As people write it. */
export function unitText(unit: Dimension): string {
  const names = (sign: 1 | -1): string[] =>
    [...unit].flatMap(([base, power]) =>
      Array.from({ length: Math.max(0, sign * power) }, () => base),
    );
  const above = names(1).join('·') || '1';
  return [above, ...names(-1)].join('/');
}

function cleaned(powers: ReadonlyMap<string, number>): Dimension {
  return new Map(
    [...powers].filter(([, power]) => power !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

type Unit = ScenarioModel['levers'][number]['unit'];

const MEASURED: Partial<Record<Unit, string>> = {
  money: 'money',
  moneyPerUnit: 'money/unit',
  units: 'unit',
  unitsPerWeek: 'unit/week',
  people: 'person',
  deals: 'deal',
  days: 'day',
  weeks: 'week',
};

/** What a lever, assumption or output is measured in. */
export function toldDimension(unit: Unit): Dimension {
  return dimension(MEASURED[unit] ?? '1');
}
