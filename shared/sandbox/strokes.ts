/** How a line is drawn; numbers are the lengths of dashes and gaps in px. */
export type Stroke = 'solid' | readonly number[];

const STROKES: readonly Stroke[] = [
  'solid',
  [7, 4],
  [2, 3],
  [10, 3, 2, 3],
  [14, 4],
  [10, 3, 2, 3, 2, 3],
];

/**
 * The line of a variant by its place in the request: the baseline's is solid. The same on the screen and in a document, so
 * that lines are told apart without colour, too: on paper and by those who see colours alike.
 */
export function strokeOf(index: number): Stroke {
  return STROKES[index % STROKES.length] ?? 'solid';
}
