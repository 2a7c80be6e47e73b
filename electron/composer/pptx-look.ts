/** Inches of a 16:9 slide, and the area of its content. */
const WIDTH = 13.333;
export const HEIGHT = 7.5;
export const AREA = { x: 0.65, y: 1.35, w: WIDTH - 1.3, h: 5.45 };

/** Named for Latin and Chinese alike: on every Windows; other systems put their own Chinese font in its place. */
export const FONT = 'Microsoft YaHei';

/** Colours of the printed documents, as OOXML writes them. */
export const COLOUR = {
  ink: '1F1F1F',
  soft: '555555',
  head: '0B3D91',
  warn: '874D00',
  grid: 'D9D9D9',
  watermark: 'EAEAEA',
};
