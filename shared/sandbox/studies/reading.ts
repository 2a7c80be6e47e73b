import { type AmountScale, formatDecimal, formatPercent, minorPerUnit } from '#shared/format';
import type { ScenarioUnit } from '#shared/sandbox/scenario';

/** How amounts are written where figures are read: one scale over several, and one in a sentence. */
interface Written {
  readonly scale: (minors: readonly number[], currency: string) => AmountScale;
  readonly amount: (minor: number, currency: string) => string;
}

/** How figures of one unit are read, in one scale over a picture or a table. */
export interface Reading {
  /** Stands in a header; empty where numbers say it themselves. */
  readonly label: string;
  /** The number on an axis. */
  readonly at: (value: number) => number;
  readonly format: (value: number, signed?: boolean) => string;
  /** For a sentence, with its unit. */
  readonly say: (value: number, signed?: boolean) => string;
}

const WHOLE: readonly ScenarioUnit[] = ['units', 'unitsPerWeek', 'people', 'deals', 'days'];

/**
 * @param values what is going to be read, for the number of decimals
 */
export function readingOf(
  unit: ScenarioUnit,
  currency: string,
  values: readonly number[],
  { scale, amount }: Written,
): Reading {
  if (unit === 'money' || unit === 'moneyPerUnit') {
    const minor = minorPerUnit(currency);
    const amounts = scale(
      values.map((value) => value * minor),
      currency,
    );
    return {
      label: amounts.label,
      at: (value) => (value * minor) / amounts.minor,
      format: (value, signed = false) => amounts.format(value * minor, signed),
      say: (value, signed = false) =>
        `${signed && value > 0 ? '+' : ''}${amount(spoken(value) * minor, currency)}`,
    };
  }
  if (unit === 'percent' || unit === 'share' || unit === 'chance') {
    const factor = unit === 'percent' ? 1 : 100;
    const format = (value: number, signed = false) =>
      formatPercent((value * factor) / 100, 1, signed);
    return {
      label: '%',
      at: (value) => value * factor,
      format,
      say: format,
    };
  }
  const largest = Math.max(...values.map(Math.abs), 0);
  const decimals = WHOLE.includes(unit) && largest >= 100 ? 0 : 2;
  const format = (value: number, signed = false) =>
    `${signed && value > 0 ? '+' : ''}${formatDecimal(value, decimals)}`;
  return { label: '', at: (value) => value, format, say: format };
}

/** Means carry more digits than they mean: four are said. */
function spoken(value: number): number {
  return Number(value.toPrecision(4));
}
