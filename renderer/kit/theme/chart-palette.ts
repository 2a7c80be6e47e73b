import { SERIES_ON_WHITE } from '#shared/sandbox/series-colors';
import type { ThemeMode } from './colors';

/**
 * Six series colours per theme, told apart with the common kinds of colour blindness (after Okabe and Ito, 2008)
 * and 3:1 against the surface; charts add decal patterns, so that colour is never alone.
 */
const SERIES: Record<ThemeMode, readonly string[]> = {
  light: SERIES_ON_WHITE,
  dark: ['#7ab0ff', '#f0a35e', '#4fc3b0', '#f48fb1', '#b39dff', '#aab2bd'],
};

/** Series colours of a theme, in the order in which they are to be used. */
export function chartSeriesColors(mode: ThemeMode): readonly string[] {
  return SERIES[mode];
}
