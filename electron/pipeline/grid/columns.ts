import type { ReadTx } from '#electron/replica/transaction';
import type { ComputeContext } from '#shared/pipeline/computed';
import { OUTCOMES, STAGES } from '#shared/pipeline/model';
import { answers, searchParts, textKeys } from '#shared/pipeline/search-text';
import type { ClosedDeals } from '#shared/pipeline/stage-probability';
import { Dictionary } from './dictionary';
import { NameOrder } from './name-order';
import { signOfSpelling, signOfText, wordIn, wordSpelled } from './needle';
import { TextBuffer } from './text-buffer';

/** No value in a column of numbers. */
const NONE = Number.NaN;
const FIRST_CAPACITY = 1024;
/** Rows taken in between two looks at the clock. */
const STRIDE = 1000;

interface StoredRow {
  readonly rowid: number;
  readonly id: string;
  readonly pipeline_id: string;
  readonly name: string;
  readonly account_id: string | null;
  readonly owner_id: string | null;
  readonly product_id: string | null;
  readonly region: string | null;
  readonly stage: string;
  readonly outcome: string;
  readonly amount_minor: number | null;
  readonly discount_bp: number | null;
  readonly opened_day: string | null;
  readonly expected_close_day: string | null;
  readonly closed_day: string | null;
  readonly need_summary: string | null;
  readonly stage_entered_at: number | null;
}

const SELECT = `SELECT rowid, id, pipeline_id, name, account_id, owner_id, product_id, region, stage, outcome,
  amount_minor, discount_bp, opened_day, expected_close_day, closed_day, need_summary, stage_entered_at
  FROM opportunity`;

const STAGE_CODES = new Map<string, number>(STAGES.map((stage, code) => [stage, code]));
const OUTCOME_CODES = new Map<string, number>(OUTCOMES.map((outcome, code) => [outcome, code]));

/** Names shared by all pipelines. */
export interface Dictionaries {
  readonly account: Dictionary;
  readonly owner: Dictionary;
  readonly product: Dictionary;
}

/** What questions are answered from, beside the columns. */
export interface GridContext extends ComputeContext {
  readonly names: Dictionaries;
}

/** What of the columns is asked for; each needs the ones before it. */
export const READINESS = ['columns', 'texts', 'names'] as const;
export type Readiness = (typeof READINESS)[number];

/** An ISO day as a number that sorts and compares like it: 20261123. */
export function dayNumber(day: string | null): number {
  return day === null
    ? NONE
    : Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));
}

/** The ISO day of a {@link dayNumber}. */
export function isoDay(day: number): string {
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

type Numbers = Float64Array | Int32Array | Uint8Array;

/**
 * The columns of one pipeline that the grid sorts, filters and searches, one array each, held in the reader thread. A
 * row keeps its place; a deleted row is marked. The arrays may be longer than `size`, and are replaced when they grow:
 * take them anew for every question.
 */
export class PipelineColumns {
  readonly ids: string[] = [];
  readonly name: string[] = [];
  live = new Uint8Array(FIRST_CAPACITY);
  account = new Int32Array(FIRST_CAPACITY);
  owner = new Int32Array(FIRST_CAPACITY);
  product = new Int32Array(FIRST_CAPACITY);
  region = new Int32Array(FIRST_CAPACITY);
  stage = new Uint8Array(FIRST_CAPACITY);
  outcome = new Uint8Array(FIRST_CAPACITY);
  amountMinor = new Float64Array(FIRST_CAPACITY);
  discountBp = new Float64Array(FIRST_CAPACITY);
  openedDay = new Float64Array(FIRST_CAPACITY);
  expectedCloseDay = new Float64Array(FIRST_CAPACITY);
  closedDay = new Float64Array(FIRST_CAPACITY);
  stageEnteredAt = new Float64Array(FIRST_CAPACITY);
  readonly regions = new Dictionary();
  /** Rows that are there. */
  liveCount = 0;
  #won = 0;
  readonly #notWonByStage = STAGES.map(() => 0);
  readonly #pipelineId: string;
  readonly #names: Dictionaries;
  readonly #places = new Map<string, number>();
  readonly #nameOrder: NameOrder;
  /** Name and need, normalised; and the pinyin of the name. */
  readonly #plain = new TextBuffer(signOfText);
  readonly #pinyin = new TextBuffer(signOfSpelling);
  #found = new Uint8Array(0);
  /** Needs of rows whose texts are not made yet. */
  #needs: (string | null)[] = [];
  #withTexts = 0;
  #textsMade = false;
  #lastRowid = 0;
  #loaded = false;

  constructor(pipelineId: string, names: Dictionaries) {
    this.#pipelineId = pipelineId;
    this.#names = names;
    this.#nameOrder = new NameOrder(this.name);
  }

  get size(): number {
    return this.ids.length;
  }

  /** Whether all rows are in memory. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Codes that rows have in `codes`, one of the columns of names. */
  codesOf(codes: Int32Array): Set<number> {
    const found = new Set<number>();
    for (let place = 0; place < this.size; place += 1) {
      if (this.live[place] === 1) found.add(codes[place] ?? 0);
    }
    return found;
  }

  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  /**
   * Reads rows and makes what search and the order of names need, as far as `upTo` asks, for about `ms` at a time: other
   * questions get in between. True when nothing is missing.
   */
  prepare(tx: ReadTx, upTo: Readiness, ms = Infinity): boolean {
    const end = performance.now() + ms;
    const steps = READINESS.indexOf(upTo) + 1;
    const all = [
      () => this.#load(tx),
      () => this.#makeTexts(),
      () => this.#nameOrder.make(STRIDE * 5),
    ].slice(0, steps);
    for (const step of all) {
      while (!step()) if (performance.now() > end) return false;
    }
    return true;
  }

  /**
   * Reads one row again after it changed: it may be new, different or gone. Gives its place; null when it is of no
   * concern here (or not read yet).
   */
  refresh(tx: ReadTx, id: string): number | null {
    const place = this.#places.get(id);
    // What is not read yet will be read as it is then.
    if (!this.#loaded && place === undefined) return null;
    const sql = `${SELECT} WHERE id = ? AND pipeline_id = ? AND deleted_at IS NULL`;
    const row = tx.get<StoredRow>(sql, [id, this.#pipelineId]);
    if (row) return this.#put(row, place ?? this.size);
    if (place !== undefined) this.#remove(place);
    return place ?? null;
  }

  /** The next rows in the order in which they are stored; true when there are no more. */
  #load(tx: ReadTx): boolean {
    if (this.#loaded) return true;
    const sql = `${SELECT} WHERE pipeline_id = ? AND deleted_at IS NULL AND rowid > ? ORDER BY rowid LIMIT ?`;
    let read = 0;
    for (const row of tx.iterate<StoredRow>(sql, [this.#pipelineId, this.#lastRowid, STRIDE])) {
      this.#put(row, this.#places.get(row.id) ?? this.size);
      this.#lastRowid = row.rowid;
      read += 1;
    }
    this.#loaded = read < STRIDE;
    return this.#loaded;
  }

  #put(row: StoredRow, at: number): number {
    this.#grow(at);
    this.#remove(at);
    this.#places.set(row.id, at);
    this.ids[at] = row.id;
    if (this.name[at] !== row.name) {
      this.name[at] = row.name;
      this.#nameOrder.renamed(at);
    }
    if (this.#textsMade || at < this.#withTexts) this.#setTexts(at, row.need_summary);
    else this.#needs[at] = row.need_summary;
    this.account[at] = this.#names.account.code(row.account_id);
    this.owner[at] = this.#names.owner.code(row.owner_id);
    this.product[at] = this.#names.product.code(row.product_id);
    this.region[at] = this.#regionCode(row.region);
    this.stage[at] = STAGE_CODES.get(row.stage) ?? 0;
    this.outcome[at] = OUTCOME_CODES.get(row.outcome) ?? 0;
    this.amountMinor[at] = row.amount_minor ?? NONE;
    this.discountBp[at] = row.discount_bp ?? NONE;
    this.openedDay[at] = dayNumber(row.opened_day);
    this.expectedCloseDay[at] = dayNumber(row.expected_close_day);
    this.closedDay[at] = dayNumber(row.closed_day);
    this.stageEnteredAt[at] = row.stage_entered_at ?? NONE;
    this.live[at] = 1;
    this.#count(at, 1);
    return at;
  }

  #remove(at: number): void {
    if (this.live[at] !== 1) return;
    this.live[at] = 0;
    this.#count(at, -1);
  }

  #count(at: number, by: 1 | -1): void {
    this.liveCount += by;
    const outcome = OUTCOMES[this.outcome[at] ?? 0];
    if (outcome === 'won') this.#won += by;
    else if (outcome !== 'open') {
      const stage = this.stage[at] ?? 0;
      this.#notWonByStage[stage] = (this.#notWonByStage[stage] ?? 0) + by;
    }
  }

  /** What became of the deals that are closed. */
  get closed(): ClosedDeals {
    return { won: this.#won, notWonByStage: this.#notWonByStage };
  }

  #regionCode(region: string | null): number {
    if (region === null || region === '') return 0;
    const before = this.regions.size;
    const code = this.regions.code(region);
    // A region is its own name; its key is made when it is first seen.
    if (code >= before) this.regions.put(region, region, textKeys(region, 'phrase').sortKey);
    return code;
  }

  /** True when all rows have their texts. */
  #makeTexts(): boolean {
    if (this.#textsMade) return true;
    const end = Math.min(this.size, this.#withTexts + STRIDE);
    for (let at = this.#withTexts; at < end; at += 1) this.#setTexts(at, this.#needs[at] ?? null);
    this.#withTexts = end;
    if (end < this.size) return false;
    this.#needs = [];
    this.#textsMade = true;
    return true;
  }

  #setTexts(at: number, need: string | null): void {
    const { plain, pinyin } = searchParts(this.name[at] ?? '', need);
    this.#plain.set(at, plain);
    this.#pinyin.set(at, pinyin);
  }

  /**
   * Place → 1 where the name, its pinyin or the need contains `word` (normalised, not empty), or where `already` is 1.
   * Until the next call; the array may be longer than there are rows.
   */
  matches(word: string, already?: (place: number) => number): Uint8Array {
    while (!this.#makeTexts()) continue;
    if (this.size > this.#found.length) this.#found = new Uint8Array(this.live.length);
    const found = this.#found.fill(0);
    if (already) for (let place = 0; place < this.size; place += 1) found[place] = already(place);
    this.#plain.find(wordIn(word), found);
    const spelled = wordSpelled(word);
    if (spelled !== null) this.#pinyin.find(spelled, found);
    return found;
  }

  /** {@link matches} of one place. */
  matchesAt(place: number, word: string): boolean {
    while (!this.#makeTexts()) continue;
    return answers({ plain: this.#plain.text(place), pinyin: this.#pinyin.text(place) }, word);
  }

  /** Place → a number that orders like the name (pinyin for Chinese); equal names share one. */
  nameRanks(): Float64Array {
    return this.#nameOrder.ranks();
  }

  #grow(at: number): void {
    const capacity = this.live.length;
    if (at < capacity) return;
    this.live = longer(this.live);
    this.account = longer(this.account);
    this.owner = longer(this.owner);
    this.product = longer(this.product);
    this.region = longer(this.region);
    this.stage = longer(this.stage);
    this.outcome = longer(this.outcome);
    this.amountMinor = longer(this.amountMinor);
    this.discountBp = longer(this.discountBp);
    this.openedDay = longer(this.openedDay);
    this.expectedCloseDay = longer(this.expectedCloseDay);
    this.closedDay = longer(this.closedDay);
    this.stageEnteredAt = longer(this.stageEnteredAt);
  }
}

/** The same numbers with room for twice as many. */
function longer<T extends Numbers>(numbers: T): T {
  const next = new (numbers.constructor as new (length: number) => T)(numbers.length * 2);
  next.set(numbers);
  return next;
}
