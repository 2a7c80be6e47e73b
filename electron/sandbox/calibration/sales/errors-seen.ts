import { exp, log } from '../../engine/elementary';
import { Amounts, ShapeForecast } from '../scoring/forecast';

/** The distribution of forecasts from the errors that the same forecaster made at earlier origins. */

/** Weight of the errors of series of the same level, in weeks. */
const PRIOR_WEEKS = 10;
const QUANTILES = 99;
const LEAST = 1e-6;

/** Errors of one series: what was forecast, and by how much the truth was above it. */
export interface SeenErrors {
  readonly level: number;
  readonly errors: readonly number[];
}

/**
 * @param seen for each series; empty errors where nothing could be forecast
 * @returns the forecast of series s around a centre
 */
export function errorShape(
  seen: readonly SeenErrors[],
): (s: number, centre: number) => ShapeForecast {
  const sizes = seen.flatMap(({ level, errors }) =>
    errors.length > 0 && level > 0
      ? [{ level, size: Math.max(LEAST, mean(errors.map(Math.abs))) }]
      : [],
  );
  const line = logLine(sizes);
  const scaleOf = (level: number, errors: readonly number[]): number => {
    const usual = exp(line.at + line.slope * log(Math.max(LEAST, Math.abs(level))));
    const own = errors.reduce((sum, error) => sum + Math.abs(error), 0);
    return Math.max(LEAST, (own + PRIOR_WEEKS * usual) / (errors.length + PRIOR_WEEKS));
  };
  const scales = seen.map(({ level, errors }) => scaleOf(level, errors));
  const relative = seen.flatMap(({ errors }, s) =>
    errors.map((error) => error / (scales[s] as number)),
  );
  const shape = new Amounts(relative.length === 0 ? [-2, -1, 0, 1, 2] : quantilesOf(relative));
  return (s, centre) => new ShapeForecast(centre, scales[s] as number, shape);
}

/** Values at even steps of their order, as many as a shape needs. */
export function quantilesOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length <= QUANTILES) return sorted;
  return Array.from(
    { length: QUANTILES },
    (_, k) => sorted[Math.floor(((k + 0.5) * sorted.length) / QUANTILES)] as number,
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Least squares of log size on log level. */
function logLine(points: readonly { level: number; size: number }[]): {
  at: number;
  slope: number;
} {
  if (points.length < 3) {
    const share = points.length > 0 ? mean(points.map(({ level, size }) => size / level)) : 0.3;
    return { at: log(Math.max(LEAST, share)), slope: 1 };
  }
  const x = points.map(({ level }) => log(Math.max(LEAST, level)));
  const y = points.map(({ size }) => log(size));
  const [mx, my] = [mean(x), mean(y)];
  const squares = x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
  const products = x.reduce((sum, value, i) => sum + (value - mx) * ((y[i] as number) - my), 0);
  const slope = squares > 0 ? products / squares : 1;
  return { at: my - slope * mx, slope };
}
