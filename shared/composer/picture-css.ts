/** Pages as pictures: A4 in CSS pixels, side by side, and the id of the element behind the last word. */
export const PICTURES = { width: 794, height: 1123, end: 'end-of-document' };

const SIDE = 68;
const TOP = 64;
const COLUMN = PICTURES.width - 2 * SIDE;
const FOOT = 84;

/**
 * Columns are broken by the rules of printed pages: each is a page, a page's width from the next. What lies over the pages
 * is laid out by itself, beginning where they begin.
 */
export const PICTURE_CSS = `
html { background: #fff; }
main { position: absolute; left: ${SIDE}px; top: ${TOP}px; width: ${COLUMN}px; height: ${PICTURES.height - TOP - FOOT}px;
  padding: 0; column-width: ${COLUMN}px; column-gap: ${2 * SIDE}px; column-fill: auto; }
#${PICTURES.end} { margin: 0; height: 1px; }
.frames { position: absolute; left: 0; top: 0; display: flex; }
.frame { position: relative; flex: none; width: ${PICTURES.width}px; height: ${PICTURES.height}px; overflow: hidden; }
.frame .watermark, .frame .layer { position: absolute; }
.frame .layer { inset: 0; }
.frame .watermark { inset: ${TOP}px ${SIDE}px ${FOOT}px; background-size: 50% 25%; }
.frame .trace { position: absolute; left: ${SIDE}px; right: ${SIDE}px; bottom: 26px; padding-right: 40px; }
.frame .page { position: absolute; right: 0; top: 1.2mm; }
`;
