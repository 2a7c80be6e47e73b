/** What a figure must reach. `ok` = null when it could not be measured on this machine. */
export interface Target {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  /** E.g. `≤ 150`. */
  readonly target: string;
  readonly ok: boolean | null;
}

/** A bound that a value must keep. */
export interface Bound {
  readonly name: string;
  readonly unit: string;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Judges a value; null (not measured) is neither reached nor missed. */
export function judge(bound: Bound, value: number | null): Target {
  const { name, unit, atMost, atLeast } = bound;
  const target = atMost === undefined ? `≥ ${atLeast ?? 0}` : `≤ ${atMost}`;
  if (value === null || Number.isNaN(value)) return { name, value: null, unit, target, ok: null };
  const ok = value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity);
  return { name, value: rounded(value), unit, target, ok };
}

/** The middle value; the mean of the two middle ones when their number is even. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/** The smallest value that at least `share` (0–1) of all values do not exceed (nearest rank). NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** Three significant digits below 1,000, whole numbers above: more would be noise. */
export function rounded(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}

/** The targets as lines of a table. */
export function targetTable(targets: readonly Target[]): string[] {
  const widest = Math.max(...targets.map(({ name }) => name.length), 0);
  return targets.map(({ name, value, unit, target, ok }) => {
    const mark = ok === null ? 'n/a ' : ok ? 'ok  ' : 'MISS';
    const shown = value === null ? 'not measured' : `${value} ${unit}`;
    return `${mark} ${name.padEnd(widest)}  ${shown}  (${target})`;
  });
}
