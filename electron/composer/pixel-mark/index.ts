/** The invisible mark: pure functions on numbers and bytes, without Electron, SQL or files. */
export { detectMark } from './detect';
export { markLayer, LAYER_PIXEL } from './layer';
export type { Picture } from './picture';
export { isPicture, readPicture } from './read-picture';
export { markTile, SIDE as TILE_SIDE } from './tile';
