import type { Cell } from '#shared/pipeline/model';
import type { Connection } from './connection';
import type { EntityName } from './entities';
import { newId } from './ids';

/** A change in the shape of the sync profile; columns instead of fields until it is sent. */
export interface Mutation {
  readonly entity: EntityName;
  readonly id: string;
  readonly kind: 'insert' | 'update' | 'delete' | 'restore';
  /** The version it was made from; 0 for a new row. */
  readonly base: number;
  readonly set?: Record<string, Cell>;
  readonly was?: Record<string, Cell>;
  readonly why?: string | null;
}

/** A mutation as it waits: with its own id and the time of its action (RFC 3339). */
export interface WaitingMutation extends Mutation {
  readonly mid: string;
  readonly at: string;
}

/** Many new rows of one shape in one body: every cell once, every name once. */
interface InsertBatch {
  readonly entity: EntityName;
  readonly kind: 'insertMany';
  readonly at: string;
  /** The id of the first mutation; the n-th after it has it plus n, see {@link idAfter}. */
  readonly mid: string;
  readonly columns: readonly string[];
  /** [id, cells of `columns` in order] */
  readonly rows: readonly (readonly Cell[])[];
}

/** Mutations in one body at most, and the length at which a body is closed (the profile allows 1 MiB). */
export const MAX_MUTATIONS = 200;
const MAX_CHARACTERS = 200_000;
/** Up to so many mutations of one action wait each in the lane of its record; more of them travel as batches. */
const MAX_SINGLE = 20;

const INSERT =
  'INSERT INTO outbox (mid, lane, after_mid, body, mutations, schema) VALUES (?, ?, ?, ?, ?, ?)';
const LAST_IN_LANE = 'SELECT mid FROM outbox WHERE lane = ? ORDER BY seq DESC LIMIT 1';

interface Pending {
  readonly mid: string;
  readonly lane: string;
  readonly text: string;
}

/** Collects the mutations of one action and stores them in its transaction. */
export class OutboxWriter {
  readonly #connection: Connection;
  readonly #actionId: string;
  readonly #at: string;
  #schema: number | null = null;
  #pending: Pending[] = [];
  #characters = 0;
  #lastBatch: string | null = null;

  constructor(connection: Connection, actionId: string, at: number) {
    this.#connection = connection;
    this.#actionId = actionId;
    this.#at = new Date(at).toISOString();
  }

  add(mutation: Mutation): void {
    const mid = newId();
    const text = JSON.stringify({ mid, ...mutation, at: this.#at });
    this.#pending.push({ mid, lane: `${mutation.entity}:${mutation.id}`, text });
    this.#characters += text.length;
    if (this.#pending.length >= MAX_MUTATIONS || this.#characters >= MAX_CHARACTERS) this.#batch();
  }

  /** New rows as one body; at most {@link MAX_MUTATIONS}. `rows` hold id and then the cells of `columns`. */
  addInserts(entity: EntityName, columns: readonly string[], rows: readonly Cell[][]): void {
    this.#batch();
    const mid = newId();
    const batch: InsertBatch = { entity, kind: 'insertMany', at: this.#at, mid, columns, rows };
    this.#storeBatch(mid, JSON.stringify(batch), rows.length);
  }

  /** Stores what is left. To be called once, before the commit. */
  flush(): void {
    if (this.#lastBatch !== null || this.#pending.length > MAX_SINGLE) {
      this.#batch();
      return;
    }
    for (const { mid, lane, text } of this.#pending) {
      const before = this.#connection.get<{ mid: string }>(LAST_IN_LANE, [lane]);
      this.#store(mid, lane, before?.mid ?? null, `[${text}]`, 1);
    }
    this.#pending = [];
  }

  #batch(): void {
    const first = this.#pending[0];
    if (!first) return;
    const body = `[${this.#pending.map((pending) => pending.text).join(',')}]`;
    this.#storeBatch(first.mid, body, this.#pending.length);
    this.#pending = [];
    this.#characters = 0;
  }

  #storeBatch(mid: string, body: string, mutations: number): void {
    this.#store(mid, `action:${this.#actionId}`, this.#lastBatch, body, mutations);
    this.#lastBatch = mid;
  }

  #store(mid: string, lane: string, after: string | null, body: string, mutations: number): void {
    this.#schema ??= Number(this.#connection.db.pragma('user_version', { simple: true }));
    this.#connection.run(INSERT, [mid, lane, after, body, mutations, this.#schema]);
  }
}

/** The mutations of a stored body, in order; the same text always gives the same mutations. */
export function mutationsOf(body: string): WaitingMutation[] {
  // Written by OutboxWriter only.
  const parsed = JSON.parse(body) as WaitingMutation[] | InsertBatch;
  if (Array.isArray(parsed)) return parsed;
  const { entity, at, mid: first, columns, rows } = parsed as InsertBatch;
  return rows.map(([id, ...cells], place) => {
    const set: Record<string, Cell> = {};
    for (const [index, column] of columns.entries()) {
      const cell = cells[index];
      if (cell !== null && cell !== undefined) set[column] = cell;
    }
    const mid = idAfter(first, place);
    return { mid, entity, id: String(id), kind: 'insert', base: 0, set, at };
  });
}

const TAIL = 2 ** 48;

/**
 * The n-th id after a UUIDv7: its last 48 bits, which are random, plus n. Time and sequence stay those of an id that
 * nobody else has, so neither has what follows; and it need not be stored beside every row.
 */
function idAfter(id: string, n: number): string {
  const tail = (Number.parseInt(id.slice(-12), 16) + n) % TAIL;
  return id.slice(0, -12) + tail.toString(16).padStart(12, '0');
}
