import type { Cell } from '#shared/pipeline/model';
import type { RowChange } from './bulk-update';
import type { Connection } from './connection';
import type { EntityName } from './entities';
import { newId, runsOf } from './ids';
import type { LoggedUpdates, Mutation, NamedInserts, NamedMoves, PackedUpdates } from './mutations';
import { MOST_APART } from './packed-entries';
import { reached } from './write-points';

/** Mutations in one body at most, and the length at which a body is closed (the profile allows 1 MiB). */
export const MAX_MUTATIONS = 200;
export const MAX_CHARACTERS = 200_000;

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

  /** The columns `sent` of a row that was `row` and becomes `set`. */
  addUpdate(
    entity: EntityName,
    row: Record<string, Cell> & { readonly id: string; readonly version: number },
    sent: readonly string[],
    set: Readonly<Record<string, Cell>>,
    why: string | null,
  ): void {
    const pick = (from: Readonly<Record<string, Cell>>): Record<string, Cell> =>
      Object.fromEntries(sent.map((column) => [column, from[column] ?? null]));
    const { id, version: base } = row;
    this.add({ entity, id, base, set: pick(set), was: pick(row), kind: 'update', why });
  }

  /**
   * As {@link addUpdate} for many rows. More than wait one by one go in bodies that name their place in the log or, when
   * not all of them are sent, say once what is alike: rows in which the same columns change. A body holds at most
   * {@link MAX_MUTATIONS} and about {@link MAX_CHARACTERS}.
   * @param logged the entry of the log that holds all of them, or null
   */
  addUpdates(
    entity: EntityName,
    changes: readonly RowChange[],
    why: string | null,
    logged: number | null,
  ): void {
    const sending = changes.filter(({ sent }) => sent.length > 0);
    if (sending.length <= MOST_APART) {
      for (const { row, set, sent } of sending) this.addUpdate(entity, row, sent, set, why);
      return;
    }
    this.#batch();
    if (logged !== null && sending.length === changes.length) {
      this.#addLogged(entity, changes, why, logged);
      return;
    }
    let columns: readonly string[] = [];
    let rows: PackedUpdates['rows'] = [];
    let characters = 0;
    const close = (): void => {
      if (rows.length === 0) return;
      const mid = newId();
      const body: PackedUpdates = {
        entity,
        kind: 'updateMany',
        at: this.#at,
        mid,
        columns,
        why,
        rows,
      };
      this.#storeBatch(mid, JSON.stringify(body), rows.length);
      rows = [];
      characters = 0;
    };
    for (const { row, set, sent } of sending) {
      const cells = [
        ...sent.map((name) => set[name] ?? null),
        ...sent.map((name) => row[name] ?? null),
      ];
      const length = charactersOf(cells);
      const isFull = rows.length === MAX_MUTATIONS || characters + length > MAX_CHARACTERS;
      if (isFull || !sameNames(columns, sent)) close();
      columns = sent;
      rows.push([row.id, row.version, ...cells]);
      characters += length;
    }
    close();
  }

  #addLogged(
    entity: EntityName,
    changes: readonly RowChange[],
    why: string | null,
    entry: number,
  ): void {
    let from = 0;
    while (from < changes.length) {
      let to = from;
      let characters = 0;
      const bases: [version: number, rows: number][] = [];
      for (const { row, set, sent } of changes.slice(from, from + MAX_MUTATIONS)) {
        for (const name of sent) characters += lengthOf(set[name]) + lengthOf(row[name]);
        if (to > from && characters > MAX_CHARACTERS) break;
        const last = bases.at(-1);
        if (last?.[0] === row.version) last[1] += 1;
        else bases.push([row.version, 1]);
        to += 1;
      }
      const mid = newId();
      const at = this.#at;
      const body: LoggedUpdates = {
        entity,
        kind: 'updateLogged',
        at,
        mid,
        why,
        entry,
        from,
        bases,
      };
      this.#storeBatch(mid, JSON.stringify(body), to - from);
      from = to;
    }
  }

  /** Rows that were inserted with `columns`, as one body that names them; at most {@link MAX_MUTATIONS}. */
  addInserted(entity: EntityName, columns: readonly string[], ids: readonly string[]): void {
    this.#batch();
    const mid = newId();
    const rows = runsOf(ids);
    const body: NamedInserts = { entity, kind: 'insertNamed', at: this.#at, mid, columns, rows };
    this.#storeBatch(mid, JSON.stringify(body), ids.length);
  }

  /**
   * Rows that went (`delete`) or came back (`restore`) together, in bodies that name them: as many as stand one after
   * the other in the same version, at most {@link MAX_MUTATIONS}.
   */
  addMoved(
    entity: EntityName,
    kind: 'delete' | 'restore',
    rows: readonly { readonly id: string; readonly version: number }[],
  ): void {
    this.#batch();
    let from = 0;
    while (from < rows.length) {
      const base = rows[from]?.version ?? 0;
      let to = from + 1;
      while (to < rows.length && to - from < MAX_MUTATIONS && rows[to]?.version === base) to += 1;
      const ids = rows.slice(from, to).map((row) => row.id);
      const mid = newId();
      const body: NamedMoves = {
        entity,
        kind: kind === 'delete' ? 'deleteNamed' : 'restoreNamed',
        at: this.#at,
        mid,
        base,
        rows: runsOf(ids),
      };
      this.#storeBatch(mid, JSON.stringify(body), ids.length);
      from = to;
    }
  }

  /** Stores what is left. To be called once, before the commit. */
  flush(): void {
    if (this.#lastBatch !== null || this.#pending.length > MOST_APART) {
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
    reached('outbox.body');
  }
}

/** Characters of the texts among some cells. */
export function charactersOf(cells: readonly Cell[]): number {
  let characters = 0;
  for (const cell of cells) characters += lengthOf(cell);
  return characters;
}

function lengthOf(cell: Cell | undefined): number {
  return typeof cell === 'string' ? cell.length : 0;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, place) => name === b[place]));
}
