import type { StudyRecord } from './model';

/** One input of two studies that is not the same; values as they stand, null where one of them has none. */
export interface InputDifference {
  /** `data`, `seed`, `replicates`, or `assumption`, `lever` and `switch` with what they belong to. */
  readonly kind: 'data' | 'seed' | 'replicates' | 'assumption' | 'lever' | 'switch' | 'variant';
  /** The variant's name, for what belongs to one. */
  readonly variant: string | null;
  /** Id of the lever, switch or assumption. */
  readonly id: string | null;
  readonly before: string | number | null;
  readonly after: string | number | null;
}

type Inputs = Pick<StudyRecord, 'dataHash' | 'request'>;

/**
 * The inputs in which two studies differ, and nothing else. Variants are the same when they have the same name. An input that is
 * not named stands as the model has it and is null here.
 */
export function inputDifferences(before: Inputs, after: Inputs): InputDifference[] {
  const found: InputDifference[] = [];
  const compare = (
    kind: InputDifference['kind'],
    variant: string | null,
    id: string | null,
    a: string | number | null,
    b: string | number | null,
  ): void => {
    if (a !== b) found.push({ kind, variant, id, before: a, after: b });
  };
  const [a, b] = [before.request, after.request];
  compare('data', null, null, before.dataHash.slice(0, 8), after.dataHash.slice(0, 8));
  compare('seed', null, null, a.seed, b.seed);
  compare('replicates', null, null, a.replicates, b.replicates);
  const prior = (value: { mean: number; sd: number } | undefined): string | null =>
    value === undefined ? null : `${value.mean} ± ${value.sd}`;
  for (const id of keysOf(a.assumptions, b.assumptions)) {
    compare('assumption', null, id, prior(a.assumptions[id]), prior(b.assumptions[id]));
  }
  const names = new Set([...a.variants, ...b.variants].map(({ name }) => name));
  for (const name of names) {
    const x = a.variants.find((one) => one.name === name);
    const y = b.variants.find((one) => one.name === name);
    if (x === undefined || y === undefined) {
      compare('variant', name, null, x === undefined ? null : name, y === undefined ? null : name);
      continue;
    }
    for (const id of keysOf(x.levers, y.levers)) {
      compare('lever', name, id, x.levers[id] ?? null, y.levers[id] ?? null);
    }
    for (const id of keysOf(x.switches, y.switches)) {
      compare('switch', name, id, x.switches[id] ?? 'model', y.switches[id] ?? 'model');
    }
  }
  return found;
}

function keysOf(...records: readonly Readonly<Record<string, unknown>>[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))].toSorted();
}
