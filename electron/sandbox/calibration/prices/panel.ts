import type { DataWarning, FileNote } from '../report';

/** Sales of products in shops over time, with what may have moved them, as logarithms; one row each. */
export interface PricePanel {
  readonly format: string;
  readonly notes: readonly FileNote[];
  readonly warnings: readonly DataWarning[];
  /** Name of the product and of the shop of each row. */
  readonly product: readonly string[];
  readonly shop: readonly string[];
  /** Weeks from a fixed day on; in order within a shop where the file does not number them. */
  readonly week: Int32Array;
  readonly weeksKnown: boolean;
  readonly logVolume: Float64Array;
  readonly logPrice: Float64Array;
  /** Log prices of the rivals of each row's product, by the rival's name; empty where none are known. */
  readonly rivals: readonly ReadonlyMap<string, number>[];
  /** Other influences, rows × names. */
  readonly extras: Float64Array;
  readonly extraNames: readonly string[];
  /** What is known of shops, scaled; a shop that is not in it is like the mean. */
  readonly traits: ReadonlyMap<string, Float64Array>;
  readonly traitNames: readonly string[];
  /** Names of larger groups that a shop belongs to (its city, its chain). */
  readonly places: (shop: string) => readonly string[];
}

/** The rows of a panel for which `keep` holds. */
export function panelRows(panel: PricePanel, keep: (row: number) => boolean): PricePanel {
  const rows = Array.from(panel.product.keys()).filter(keep);
  const width = panel.extraNames.length;
  const extras = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    extras.set(panel.extras.subarray(row * width, (row + 1) * width), i * width);
  });
  const numbers = (values: Float64Array): Float64Array =>
    Float64Array.from(rows, (row) => values[row] as number);
  return {
    ...panel,
    product: rows.map((row) => panel.product[row] as string),
    shop: rows.map((row) => panel.shop[row] as string),
    week: Int32Array.from(rows, (row) => panel.week[row] as number),
    logVolume: numbers(panel.logVolume),
    logPrice: numbers(panel.logPrice),
    rivals: rows.map((row) => panel.rivals[row] as ReadonlyMap<string, number>),
    extras,
  };
}
