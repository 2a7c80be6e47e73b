/**
 * Six series colours on white, told apart with the common kinds of colour blindness (after Okabe and Ito, 2008), all at
 * 4.5:1 or more. A variant has the colour of its place in the request, the baseline the first: the same on the screen and in a document.
 */
export const SERIES_ON_WHITE = [
  '#0958d9',
  '#b45309',
  '#0f766e',
  '#9d174d',
  '#6d28d9',
  '#57606a',
] as const;

/** The colour of a variant on white, by its place in the request. */
export function seriesColour(place: number): string {
  return SERIES_ON_WHITE[Math.max(0, place) % SERIES_ON_WHITE.length] ?? SERIES_ON_WHITE[0];
}
