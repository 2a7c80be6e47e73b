import { PRINT_FONT } from '#shared/composer/print-css';
import { COLOURS } from './chart-frame';

/** No hover effects: a printed chart has none, and their styles would only fill the file. */
const STILL = { silent: true, emphasis: { disabled: true } };

/** The part of ECharts' custom series API that the marks use. */
interface CustomApi {
  value(dimension: number): number;
  coord(point: readonly [number, number]): number[];
}

interface RenderParams {
  readonly dataIndex: number;
}

/** A label beside a mark; `x` and `y` in pixels. */
function label(
  text: string,
  x: number,
  y: number,
  align: 'left' | 'center' | 'right',
  bold = false,
) {
  const weight = bold ? { fontWeight: 600, fill: COLOURS.ink } : { fill: COLOURS.soft };
  return {
    type: 'text',
    style: {
      text,
      x,
      y,
      align,
      verticalAlign: 'middle',
      fontSize: 12,
      fontFamily: PRINT_FONT,
      ...weight,
    },
  };
}

function line(from: readonly [number, number], to: readonly [number, number], width: number) {
  return {
    type: 'line',
    shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
    style: { stroke: COLOURS.ink, lineWidth: width },
  };
}

export interface RangeRow {
  readonly low: number;
  readonly high: number;
  readonly dot: number;
  readonly label: string;
  readonly lowLabel: string;
  readonly highLabel: string;
  readonly colour: string;
}

/** One bar from `low` to `high` with a dot a row, all labelled directly. */
export function rangeBars(rows: readonly RangeRow[]) {
  const renderItem = ({ dataIndex }: RenderParams, api: CustomApi) => {
    const row = rows[dataIndex];
    if (!row) return null;
    const at = (value: number) => api.coord([value, dataIndex]);
    const [low = 0, y = 0] = at(row.low);
    const [high = 0] = at(row.high);
    const [dot = 0] = at(row.dot);
    return {
      type: 'group',
      children: [
        {
          type: 'rect',
          shape: { x: low, y: y - 5, width: high - low, height: 10, r: 5 },
          style: { fill: row.colour, opacity: 0.35 },
        },
        {
          type: 'circle',
          shape: { cx: dot, cy: y, r: 6 },
          style: { fill: row.colour, stroke: '#ffffff', lineWidth: 1.5 },
        },
        label(row.label, dot, y - 15, 'center', true),
        label(row.lowLabel, low - 6, y, 'right'),
        label(row.highLabel, high + 6, y, 'left'),
      ],
    };
  };
  const data = rows.map((row, index) => [row.low, row.high, row.dot, index]);
  return [
    { type: 'custom', renderItem, data, encode: { x: [0, 1, 2], y: 3 }, clip: false, ...STILL },
  ];
}

export interface ErrorRow {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly label: string;
  /** Drawn as an outline: the effect cannot be told from zero. */
  readonly hollow: boolean;
  readonly colour: string;
}

/** One bar from zero a row with its interval as a whisker and its value written beside it. */
export function errorBars(rows: readonly ErrorRow[]) {
  const renderItem = ({ dataIndex }: RenderParams, api: CustomApi) => {
    const row = rows[dataIndex];
    if (!row) return null;
    const at = (value: number) => api.coord([value, dataIndex]);
    const [zero = 0, y = 0] = at(0);
    const [end = 0] = at(row.value);
    const [low = 0] = at(row.low);
    const [high = 0] = at(row.high);
    const right = row.value >= 0;
    const fill = row.hollow ? { fill: '#ffffff', stroke: row.colour } : { fill: row.colour };
    return {
      type: 'group',
      children: [
        {
          type: 'rect',
          shape: { x: Math.min(zero, end), y: y - 8, width: Math.abs(end - zero), height: 16 },
          style: { ...fill, opacity: row.hollow ? 1 : 0.8 },
        },
        line([low, y], [high, y], 1.5),
        line([low, y - 4], [low, y + 4], 1.5),
        line([high, y - 4], [high, y + 4], 1.5),
        right
          ? label(row.label, Math.max(high, zero) + 8, y, 'left', !row.hollow)
          : label(row.label, Math.min(low, zero) - 8, y, 'right', !row.hollow),
      ],
    };
  };
  const data = rows.map((row, index) => [row.low, row.high, row.value, 0, index]);
  return [
    { type: 'custom', renderItem, data, encode: { x: [0, 1, 2, 3], y: 4 }, clip: false, ...STILL },
  ];
}
