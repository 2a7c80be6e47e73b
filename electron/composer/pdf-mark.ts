import {
  concatTransformationMatrix,
  drawObject,
  PDFDocument,
  PDFName,
  PDFOperator,
  PDFOperatorNames as Operators,
  popGraphicsState,
  pushGraphicsState,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { LAYER_PIXEL, markLayer, markTile } from './pixel-mark/index';

/** CSS pixels a point. */
const PIXELS = 96 / 72;

/**
 * Lays the invisible mark of an id over every page, as one picture that is nearly transparent. Pages of one size share
 * it. It is marked as an artifact, so that readers for the blind skip it; text below stays text.
 */
export function layMark(document: PDFDocument, id: bigint): void {
  const tile = markTile(id);
  const layers = new Map<string, PDFRef>();
  for (const page of document.getPages()) {
    const { x, y, width, height } = page.getMediaBox();
    const columns = Math.ceil((width * PIXELS) / LAYER_PIXEL);
    const rows = Math.ceil((height * PIXELS) / LAYER_PIXEL);
    const size = `${columns}x${rows}`;
    const layer = layers.get(size) ?? imageOf(document, tile, columns, rows);
    layers.set(size, layer);
    const name = page.node.newXObject('SandtableMark', layer);
    // Whole pixels of the layer: what reaches over the edge of the page is not shown.
    const across = (columns * LAYER_PIXEL) / PIXELS;
    const down = (rows * LAYER_PIXEL) / PIXELS;
    page.pushOperators(
      PDFOperator.of(Operators.BeginMarkedContent, [PDFName.of('Artifact')]),
      pushGraphicsState(),
      concatTransformationMatrix(across, 0, 0, down, x, y + height - down),
      drawObject(name),
      popGraphicsState(),
      PDFOperator.of(Operators.EndMarkedContent),
    );
  }
}

/** Shade and opacity as two grey pictures, the way PDF keeps transparency (ISO 32000-2, 11.6.5.2). */
function imageOf(document: PDFDocument, tile: Float64Array, width: number, height: number): PDFRef {
  const { context } = document;
  const { data } = markLayer(tile, width, height);
  const shade = new Uint8Array(width * height);
  const opacity = new Uint8Array(width * height);
  for (let i = 0; i < shade.length; i += 1) {
    shade[i] = data[i * 4]!;
    opacity[i] = data[i * 4 + 3]!;
  }
  const grey = (values: Uint8Array, more: Record<string, PDFRef>) =>
    context.register(
      context.flateStream(values, {
        Type: 'XObject',
        Subtype: 'Image',
        Width: width,
        Height: height,
        ColorSpace: 'DeviceGray',
        BitsPerComponent: 8,
        Interpolate: true,
        ...more,
      }),
    );
  return grey(shade, { SMask: grey(opacity, {}) });
}
