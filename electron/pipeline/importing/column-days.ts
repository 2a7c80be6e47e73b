import type { OrderedDays } from '#shared/pipeline/import-model';
import { type DayOrder, dayOrderIn, parseDay } from '#shared/pipeline/parse-day';
import { ownText } from '#shared/pipeline/own-text';

/** Finds out which number of `03/04/2026` is the day, from the days of a column that leave one order only. */
export class OrderFinder {
  readonly #seen = new Map<DayOrder | 'either', string>();

  take(cell: string): void {
    // Shorter than 1/1/2026 there is no day, much longer no day either; a million cells pass here.
    if (cell.length < 8 || cell.length > 40) return;
    const says = dayOrderIn(cell);
    if (says !== null && !this.#seen.has(says)) this.#seen.set(says, ownText(cell));
  }

  /** Null when no day of the column has two readings. Days of both orders settle nothing. */
  found(): OrderedDays | null {
    const either = this.#seen.get('either');
    if (either === undefined) return null;
    const [dayFirst, monthFirst] = [this.#seen.get('dayFirst'), this.#seen.get('monthFirst')];
    if (dayFirst !== undefined && monthFirst === undefined) {
      return { order: 'dayFirst', example: dayFirst };
    }
    if (monthFirst !== undefined && dayFirst === undefined) {
      return { order: 'monthFirst', example: monthFirst };
    }
    return { order: null, example: either };
  }
}

/** The latest day of a column up to a day, in each order that its days may have. */
export class LatestDay {
  readonly #until: string;
  #plain = '';
  #dayFirst = '';
  #monthFirst = '';

  constructor(until: string) {
    this.#until = until;
  }

  take(cell: string): void {
    const reading = parseDay(cell);
    if (reading.ok) this.#plain = this.#later(this.#plain, reading.day);
    else if (reading.problem === 'ambiguousDate') {
      const [one, other] = [parseDay(cell, 'dayFirst'), parseDay(cell, 'monthFirst')];
      if (one.ok) this.#dayFirst = this.#later(this.#dayFirst, one.day);
      if (other.ok) this.#monthFirst = this.#later(this.#monthFirst, other.day);
    }
  }

  /** Empty when there is none; without an order, days with two readings do not count. */
  in(order: DayOrder | undefined): string {
    if (order === undefined) return this.#plain;
    return this.#later(this.#plain, order === 'dayFirst' ? this.#dayFirst : this.#monthFirst);
  }

  #later(known: string, day: string): string {
    return day <= this.#until && day > known ? day : known;
  }
}
