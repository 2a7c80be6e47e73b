import type { JobContext, ReadJob, ReadTx } from '#electron/replica/transaction';
import { findPersonal } from '#shared/governance/personal/find';
import { certain, maskText } from '#shared/governance/personal/mask';
import type { Finding, PersonalKind } from '#shared/governance/personal/model';
import { type Place, PLACES, type ScannedTable, TABLES } from '#shared/governance/personal/places';
import {
  excerptOf,
  MOST_NAMED,
  type PersonalPlace,
  type PersonalRecord,
  type PersonalReport,
} from '#shared/governance/personal/report';
import { contactNames } from './contact-names';
import { OPENED_BY } from './opened-by';

/** Rows read at a time. */
const BATCH = 500;

type ScannedRow = Readonly<Record<string, string | null>> & {
  readonly rowid: number;
  readonly id: string;
};
type Entry = PersonalReport['entries'][number];

/**
 * Looks through all fields that may hold personal data and counts what is found by field and kind. Excerpts are masked
 * whoever asks: the report is for finding the places, not for reading what stands there.
 */
export const scanJob: ReadJob<null, PersonalReport> = (tx, _input, job) => {
  const scan = new Scan(tx);
  const total = TABLES.reduce((sum, table) => sum + countOf(tx, table), 0);
  let scanned = 0;
  for (const table of TABLES) {
    scanned += scan.table(table, job, (done) => job.progress(scanned + done, total, 'searching'));
  }
  return { scanned, entries: scan.entries() };
};

function countOf(tx: ReadTx, table: ScannedTable): number {
  const sql = `SELECT count(*) AS n FROM ${table} WHERE deleted_at IS NULL`;
  return tx.get<{ n: number }>(sql)?.n ?? 0;
}

class Scan {
  readonly #tx: ReadTx;
  readonly #names: ReadonlySet<string>;
  readonly #entries = new Map<string, Entry>();

  constructor(tx: ReadTx) {
    this.#tx = tx;
    this.#names = contactNames(tx);
  }

  /** Goes through one table; returns how many rows it has. */
  table(table: ScannedTable, job: JobContext, report: (done: number) => void): number {
    const places = PLACES.filter((one) => one.table === table);
    const columns = places.map(({ column }) => column).join(', ');
    const sql = `SELECT rowid, id, ${columns} FROM ${table}
      WHERE deleted_at IS NULL AND rowid > ? ORDER BY rowid LIMIT ${BATCH}`;
    let done = 0;
    for (let last = 0; ;) {
      job.throwIfCancelled();
      const rows = this.#tx.all<ScannedRow>(sql, [last]);
      for (const row of rows) for (const place of places) this.#look(place, row);
      done += rows.length;
      report(done);
      const end = rows.at(-1);
      if (end === undefined || rows.length < BATCH) return done;
      last = end.rowid;
    }
  }

  /** In the order of the fields, the most frequent kind first. */
  entries(): Entry[] {
    const order = PLACES.map(({ place }) => place);
    const opened = this.#opened();
    return [...this.#entries.values()]
      .map((entry) => ({
        ...entry,
        named: entry.named.map((one) => ({ ...one, ...opened.get(one.id) })),
      }))
      .toSorted((a, b) => order.indexOf(a.place) - order.indexOf(b.place) || b.records - a.records);
  }

  /** How one gets to the records that are named. */
  #opened(): Map<string, Pick<PersonalRecord, 'opportunityId' | 'title'>> {
    const ways = new Map<string, Pick<PersonalRecord, 'opportunityId' | 'title'>>();
    for (const table of TABLES) {
      const places = PLACES.filter((one) => one.table === table).map(({ place }) => place);
      const ids = [...this.#entries.values()]
        .filter(({ place }) => places.includes(place))
        .flatMap(({ named }) => named.map(({ id }) => id));
      if (ids.length === 0) continue;
      const found = this.#tx.all<{
        id: string;
        opportunityId: string | null;
        title: string | null;
      }>(OPENED_BY[table], [JSON.stringify(ids)]);
      for (const { id, opportunityId, title } of found) {
        ways.set(id, { opportunityId, title: maskText(title ?? '', { names: this.#names }) });
      }
    }
    return ways;
  }

  #look(place: Place, row: ScannedRow): void {
    const text = row[place.column] ?? '';
    if (text.trim() === '') return;
    const found = this.#findingsIn(text, place);
    const seen = new Set<PersonalKind>();
    for (const one of found) {
      const entry = this.#entry(place.place, one.kind);
      entry.findings += 1;
      if (seen.has(one.kind)) continue;
      seen.add(one.kind);
      entry.records += 1;
      if (entry.named.length < MOST_NAMED) {
        const excerpt = excerptOf(text, found, one);
        entry.named.push({ id: row.id, opportunityId: null, title: '', excerpt });
      }
    }
  }

  /** A field for one kind is of that kind as a whole, a text is searched. */
  #findingsIn(text: string, { holds }: Place): Finding[] {
    const found = certain(findPersonal(text, { names: this.#names }));
    if (holds === 'text') return found;
    const kind = holds === 'phone' ? (found.find(isPhone)?.kind ?? 'landline') : holds;
    return [{ start: 0, end: text.length, kind, confidence: 1 }];
  }

  #entry(place: PersonalPlace, kind: PersonalKind): Entry {
    const key = `${place} ${kind}`;
    const known = this.#entries.get(key) ?? { place, kind, records: 0, findings: 0, named: [] };
    this.#entries.set(key, known);
    return known;
  }
}

const isPhone = ({ kind }: Finding): boolean => kind === 'mobile' || kind === 'landline';
