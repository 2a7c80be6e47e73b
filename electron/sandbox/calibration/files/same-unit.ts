import { SandtableError } from '#shared/errors';

/** Files of one thing differ less than this; a thousand times, a hundred or 1 to 64 is another unit. */
const MOST_RATIO = 20;

/**
 * Refuses a column whose values are of another order than those of the training file: thousands for units, cents for
 * dollars. Looks at the mean size of what is not 0; tiny samples and values near 0 tell nothing.
 * @throws SandtableError DATA_UNIT_MISMATCH
 */
export function sameUnit(
  file: string,
  column: string,
  known: ArrayLike<number>,
  values: ArrayLike<number>,
): void {
  const expected = meanSize(known);
  const found = meanSize(values);
  if (expected === null || found === null) return;
  const ratio = found / expected;
  if (ratio <= MOST_RATIO && ratio >= 1 / MOST_RATIO) return;
  throw new SandtableError('DATA_UNIT_MISMATCH', `${column} is of another order`, {
    file,
    column,
    value: Number(found.toPrecision(4)),
    expected: Number(expected.toPrecision(4)),
  });
}

const FEWEST = 10;

function meanSize(values: ArrayLike<number>): number | null {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const value = Math.abs(values[i] as number);
    if (!(value > 0)) continue;
    sum += value;
    n++;
  }
  return n < FEWEST ? null : sum / n;
}
