import { seriesColour } from '#shared/sandbox/series-colors';
import { strokeOf } from '#shared/sandbox/strokes';
import { COLOURS } from './chart-frame';

type Point = readonly number[];

/** A legend below the picture whose samples are lines as they are drawn. */
export const LINE_LEGEND = {
  bottom: 0,
  left: 0,
  itemWidth: 30,
  // The mark in the middle of the sample: the lines have none.
  itemStyle: { opacity: 0 },
  textStyle: { color: COLOURS.ink, fontSize: 12 },
};

/** From the first column that holds something to the last; down to nothing at both ends, so that every one is whole. */
function closed(columns: readonly Point[], binWidth: number): readonly Point[] {
  const holds = ([, height = 0]: Point) => height > 0;
  const held = columns.slice(columns.findIndex(holds), columns.findLastIndex(holds) + 1);
  const [left = 0] = held[0] ?? [];
  const [right = 0] = held.at(-1) ?? [];
  return [[left - binWidth, 0], ...held, [right + binWidth, 0]];
}

/**
 * The outline of a histogram. `place` = of its variant in the request: colour and line are those that the variant has on the
 * screen, and the line alone tells it on paper without colours.
 */
export function outline(name: string, place: number, columns: readonly Point[], binWidth: number) {
  const color = seriesColour(place);
  return {
    name,
    type: 'line',
    step: 'middle',
    showSymbol: false,
    lineStyle: { color, width: 2, type: strokeOf(place) },
    itemStyle: { color },
    data: closed(columns, binWidth),
  };
}

/** Fills the outline of the leader in its colour and marks its quantiles. */
export function asLeader(color: string, marks: readonly object[]) {
  return {
    areaStyle: { color, opacity: 0.16 },
    markLine: {
      symbol: 'none',
      silent: true,
      lineStyle: { color: COLOURS.ink, type: [1, 2], width: 1 },
      data: marks,
    },
  };
}
