/** What a column holds; decides how its values are written. */
export type ColumnKind = 'text' | 'amount' | 'percent' | 'count' | 'day';

export interface Column {
  readonly header: string;
  readonly kind: ColumnKind;
}

/**
 * A value of a column: text as it is; amounts in units of the currency; percents as fractions (0.125); days as
 * `YYYY-MM-DD`. Null = empty.
 */
export type Value = string | number | null;

/** A table being written, whatever its format. Texts that a spreadsheet would run are made harmless in every format. */
export interface TableOutput {
  /** @param marked numbers of the cells (0-based) to be marked, in formats that can */
  row(values: readonly Value[], marked?: ReadonlySet<number>): void;
  /** Ends the table. `about` = label and value of each line about the export; formats with one table leave them out. */
  finish(about: readonly (readonly [string, Value])[]): void;
  /** Characters left out so far because no file of the format may hold them. */
  readonly removed: () => number;
}

/** Minutes east of UTC in which instants are written: China has one time zone and no summer time. */
const SHANGHAI_MS = 8 * 3_600_000;

/** An instant as a clock on the wall shows it, as if that were UTC. */
export function wallClock(at: number): Date {
  return new Date(at + SHANGHAI_MS);
}

/** Characters that XML 1.0 cannot hold, and halves of characters. */
const ILLEGAL =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Takes illegal characters out of texts and counts them. */
export class Cleaner {
  removed = 0;

  clean(text: string): string {
    return text.replaceAll(ILLEGAL, () => {
      this.removed += 1;
      return '';
    });
  }
}
