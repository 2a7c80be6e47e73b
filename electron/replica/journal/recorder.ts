import type { Params } from '../transaction';

type Value = Params[number];
/** A bound value as JSON: bytes and big integers are wrapped. */
type Stored = string | number | null | { readonly b: string } | { readonly i: string };

/** What one transaction wrote: each statement's text once, then its number and values for every run. */
export interface Recorded {
  readonly sql: readonly string[];
  readonly runs: readonly (readonly [statement: number, ...values: Stored[]])[];
}

/** A transaction above this many characters is not written out in the journal: it is named there, and a backup follows. */
const MAX_CHARACTERS = 4_000_000;
const PER_VALUE = 8;

/** Collects the writing statements of one transaction at a time. */
export class Recorder {
  readonly #numbers = new Map<string, number>();
  #runs: [number, ...Stored[]][] = [];
  #characters = 0;

  /** Whether anything was written since {@link clear}. */
  get isEmpty(): boolean {
    return this.#characters === 0;
  }

  /** `last` follows `params` where it is given. */
  add(sql: string, params: Params, last?: Value): void {
    if (this.#characters > MAX_CHARACTERS) return;
    let number = this.#numbers.get(sql);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(sql, number);
      this.#characters += sql.length;
    }
    const run: [number, ...Stored[]] = [number];
    for (const value of params) {
      run.push(stored(value));
      this.#characters += PER_VALUE + (typeof value === 'string' ? value.length : 0);
    }
    if (last !== undefined) run.push(stored(last));
    this.#runs.push(run);
    if (this.#characters > MAX_CHARACTERS) this.#runs = [];
  }

  /** What was collected, or null when it was too much to keep. */
  take(): Recorded | null {
    if (this.#characters > MAX_CHARACTERS) return null;
    return { sql: [...this.#numbers.keys()], runs: this.#runs };
  }

  clear(): void {
    this.#numbers.clear();
    this.#runs = [];
    this.#characters = 0;
  }
}

function stored(value: Value): Stored {
  if (typeof value === 'bigint') return { i: value.toString() };
  if (value instanceof Uint8Array) return { b: Buffer.from(value).toString('base64') };
  return value;
}

/** The inverse of what {@link Recorder} does to a value. */
export function valueOf(value: Stored): Value {
  if (value === null || typeof value !== 'object') return value;
  return 'i' in value ? BigInt(value.i) : new Uint8Array(Buffer.from(value.b, 'base64'));
}
