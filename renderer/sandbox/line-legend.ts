/** The narrowest picture with a legend, px. */
const LEAST_PX = 380;
const LINE_PX = 20;
const SAMPLE_PX = 30;
const GAP_PX = 20;

/** About as wide as a name is drawn at 12 px. */
function widthOf(name: string): number {
  return [...name].reduce((sum, one) => sum + (one > '\u2E7F' ? 12 : 6.6), SAMPLE_PX + GAP_PX);
}

/**
 * A legend whose samples are lines as they are drawn in the picture, with as many rows as the names take; nothing is cut or
 * put on a second page. `width` is the least the picture has; `below` is where its curves may begin, px.
 */
export function lineLegend(
  names: readonly string[],
  width = LEAST_PX,
): {
  readonly legend: object;
  readonly below: number;
} {
  let rows = 1;
  let used = 0;
  for (const room of names.map(widthOf)) {
    if (used > 0 && used + room > width) {
      rows += 1;
      used = 0;
    }
    used += room;
  }
  return {
    legend: {
      top: 0,
      left: 0,
      padding: [2, 0],
      itemGap: 12,
      itemWidth: SAMPLE_PX,
      // The mark in the middle of the sample: the lines have none.
      itemStyle: { opacity: 0 },
    },
    below: 8 + rows * LINE_PX,
  };
}
