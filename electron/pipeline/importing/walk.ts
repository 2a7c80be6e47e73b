import { createHash } from 'node:crypto';
import type { JobContext, ReadTx } from '#electron/replica/transaction';
import type { Alike } from '#shared/pipeline/alike-model';
import { IMPORT_FIELDS, missingRequired } from '#shared/pipeline/import-fields';
import type {
  CreatedCounts,
  ImportNote,
  ImportPlan,
  ImportProblem,
  TableNotice,
  UnknownWord,
} from '#shared/pipeline/import-model';
import type { Cell } from '#shared/pipeline/model';
import { SandtableError } from '#shared/errors';
import { foreignCurrency } from '#shared/pipeline/currency';
import { ownText } from '#shared/pipeline/own-text';
import { AlikeRecords } from './alike';
import { recordSource } from './record-source';
import { type Claim, References } from './references';
import { problemAt, rowReader, type ReadRow } from './row-reader';
import { type TakeNote, type Target, targetFor } from './target';
import { UnknownWords } from './unknown-words';

/** Problems, and notes, that a report names one by one. */
const MAX_PROBLEMS = 200;

/** A plan with the file behind its token. */
export type FilePlan = Omit<ImportPlan, 'fileToken'> & {
  readonly path: string;
  readonly fileName: string;
};

/** The pipeline that a plan means, as far as the walk must know it. */
export interface PlanPipeline {
  /** Null = still to be made. */
  readonly id: string | null;
  readonly currency: string;
}

/** What happens to each record; counts are kept by the walk. */
export interface Sink {
  header?(headers: string[], target: Target, references: References): void;
  insert(
    values: Record<string, Cell>,
    target: Target,
    cells: readonly string[],
    line: number,
  ): void;
  /** Returns false when nothing differed. */
  update(
    id: string,
    values: Record<string, Cell>,
    target: Target,
    cells: readonly string[],
    line: number,
  ): boolean;
  /** Whether new records are compared with stored ones, and with those of the file, that they could be. */
  readonly findsDoubles?: boolean;
  /** A row of another kind that an accepted record names and that is not there. */
  create(claim: Claim): void;
  reject?(cells: readonly string[], problems: readonly ImportProblem[]): void;
}

export interface WalkResult {
  rows: number;
  inserted: number;
  updated: number;
  unchanged: number;
  /** Left out by the choice of what is written. */
  skipped: number;
  rejected: number;
  created: CreatedCounts;
  problems: ImportProblem[];
  problemCount: number;
  notes: ImportNote[];
  noteCount: number;
  doubles: number;
  twins: number;
  alike: Alike[];
}

/** The pipeline of a plan. Other kinds than opportunities need none, but take its currency. */
export function planPipeline(tx: ReadTx, plan: FilePlan): PlanPipeline | null {
  const { pipeline } = plan;
  if (pipeline === null) {
    if (plan.kind !== 'opportunity') return null;
    throw new SandtableError('BAD_INPUT', 'opportunities need a pipeline', { where: 'pipeline' });
  }
  if (pipeline.kind === 'new') return { id: null, currency: pipeline.currency };
  const found = tx.get<PlanPipeline>(
    'SELECT id, currency FROM pipeline WHERE id = ? AND deleted_at IS NULL',
    [pipeline.id],
  );
  if (!found) throw new SandtableError('NOT_FOUND', 'no such pipeline', { id: pipeline.id });
  return found;
}

/**
 * Reads the file of a plan once, checks every record and gives it to the sink. Progress counts lines of the file.
 *
 * @param newId makes the ids of rows that the records name and that are not there
 */
export function walk(
  tx: ReadTx,
  plan: FilePlan,
  pipeline: PlanPipeline | null,
  sink: Sink,
  job: JobContext,
  newId: () => string,
): {
  result: WalkResult;
  headers: string[];
  target: Target | null;
  notices: TableNotice[];
  unknown: UnknownWord[];
} {
  const missing = missingRequired(plan.mapping, plan.kind);
  if (missing.length > 0) {
    throw new SandtableError('BAD_INPUT', `no column for ${missing.join(', ')}`, { missing });
  }
  const result: WalkResult = {
    rows: 0,
    inserted: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    rejected: 0,
    created: { account: 0, owner: 0, product: 0 },
    problems: [],
    problemCount: 0,
    notes: [],
    noteCount: 0,
    doubles: 0,
    twins: 0,
    alike: [],
  };
  const currency = pipeline?.currency ?? 'CNY';
  const isText = 'encoding' in plan.format;
  const unknown = new UnknownWords(plan.kind);
  const canCreate = plan.createMissing === true && plan.kind === 'opportunity';
  const alike = new AlikeRecords(tx, plan);
  const references = new References(tx, pipeline?.id ?? null, alike, canCreate ? newId : null);
  /** Key → line of the record that had it first. */
  const seen = new Map<string, number>();
  /** What a record without a key says, hashed → line of the record that said it first. */
  const said = new Map<string, number>();
  /** Stored customer or contact → line of the record that is it. */
  const taken = new Map<string, number>();
  let headers: string[] = [];
  let target: Target | null = null;
  let read: ReturnType<typeof rowReader> | null = null;
  let found: ImportProblem[] = [];
  let noted: ImportNote[] = [];
  let line = 0;

  const complain = (field: string | null, value: string, code: ImportProblem['code']): void => {
    const at = field === null ? undefined : plan.mapping[field];
    const column = at === undefined ? field : (headers[at] ?? field);
    const type = IMPORT_FIELDS[plan.kind].find(({ name }) => name === field)?.type;
    const refersTo =
      code === 'unknownReference' && type?.kind === 'reference' ? { refersTo: type.to } : {};
    if (field !== null && (code === 'unknownValue' || code === 'unknownReference')) {
      unknown.add(field, value);
    }
    const ofField = field === null ? {} : { field };
    const sign = code === 'otherCurrency' ? foreignCurrency(value, currency) : null;
    const foreign = sign === null ? {} : { foreign: { sign, wanted: currency } };
    found.push({ ...problemAt(line, column, value, code), ...ofField, ...refersTo, ...foreign });
  };
  const note: TakeNote = (code, value) => {
    noted.push({ line, code, value });
  };

  const shownKey = (cells: readonly string[], { keyField = 'externalId' }: Target): string =>
    cells[plan.mapping[keyField] ?? -1] ?? '';

  const take = (cells: readonly string[], goal: Target): void => {
    // Short records end in empty cells, as spreadsheets write them; cells without a header have no meaning.
    if (cells.length > headers.length) {
      complain(null, `${cells.length} / ${headers.length}`, 'wrongColumnCount');
      return;
    }
    const whole: ReadRow | undefined = read?.(cells, complain);
    // A text that leaves a required cell out may have lost its delimiters: how many cells there are says so.
    if (cells.length < headers.length && isText && found.some(({ code }) => code === 'required')) {
      const count = `${cells.length} / ${headers.length}`;
      found.unshift(problemAt(line, null, count, 'wrongColumnCount'));
    }
    if (!whole || found.length > 0) return;
    // The key of most kinds is read as it stands; a stage event's key needs its completed values.
    const early = goal.keyIsAll ? null : goal.key(whole.values);
    const keyed = early === null ? null : goal.existing(early);
    if (early !== null && goal.isAmbiguous?.(early) === true) {
      complain(goal.keyField ?? 'externalId', shownKey(cells, goal), 'ambiguousKey');
      return;
    }
    const likely = keyed === null ? (goal.alike?.(whole.values) ?? null) : null;
    const existing = keyed ?? likely;
    const row = existing !== null && plan.empty === 'keep' ? withoutEmpty(whole) : whole;
    const finished = goal.finish(row, existing, complain, note);
    const values = likely === null ? finished : withoutIdentity(tx, goal, likely, finished);
    const key = goal.keyIsAll ? goal.key(values) : early;
    const firstLine =
      (key === null ? undefined : seen.get(key)) ??
      (goal.alike && existing !== null ? taken.get(existing) : undefined);
    if (firstLine !== undefined) {
      complain(
        goal.keyField ?? 'externalId',
        shownKey(cells, goal) || (key ?? '').replace(/^#/, ''),
        'duplicateInFile',
      );
      found = found.map((one) => (one.code === 'duplicateInFile' ? { ...one, firstLine } : one));
    }
    if (found.length > 0) return;
    if (key !== null) seen.set(ownText(key), line);
    if (goal.alike && existing !== null) taken.set(existing, line);
    const stored = goal.keyIsAll && key !== null ? goal.existing(key) : existing;
    if (plan.write === (stored === null ? 'update' : 'insert')) {
      result.skipped += 1;
      return;
    }
    result.noteCount += noted.length;
    const like = stored === null && sink.findsDoubles === true ? goal.lookAlike?.(values) : null;
    if (like !== null && like !== undefined) {
      note('double', like);
      result.doubles += 1;
    }
    if (stored === null && key === null && sink.findsDoubles === true) {
      const hash = hashOf(values);
      const twin = said.get(hash);
      if (twin === undefined) said.set(hash, line);
      else {
        note('twin', String(twin));
        result.twins += 1;
      }
    }
    if (result.notes.length < MAX_PROBLEMS) result.notes.push(...noted);
    for (const claim of references.settle()) {
      sink.create(claim);
      result.created[claim.kind] += 1;
    }
    if (stored === null) {
      sink.insert(values, goal, cells, line);
      result.inserted += 1;
    } else if (!goal.keyIsAll && sink.update(stored, values, goal, cells, line))
      result.updated += 1;
    else result.unchanged += 1;
  };

  const source = recordSource(plan.path, plan.format);
  const lines = source.countLines();
  source.read(
    (names) => {
      headers = names;
      target = targetFor(plan.kind, {
        tx,
        references,
        pipelineId: pipeline?.id ?? null,
        unnamed: plan.unnamed ?? 'derive',
        key: plan.key ?? 'externalId',
        alike,
      });
      read = rowReader(
        plan.kind,
        plan.mapping,
        headers,
        currency,
        references,
        plan.valueMap,
        plan.dayOrders,
      );
      sink.header?.(headers, target, references);
    },
    (cells, at) => {
      result.rows += 1;
      if (found.length > 0) found = [];
      if (noted.length > 0) noted = [];
      line = at;
      references.begin();
      if (target) take(cells, target);
      if (found.length === 0) return;
      result.rejected += 1;
      result.problemCount += found.length;
      const room = MAX_PROBLEMS - result.problems.length;
      if (room > 0) result.problems.push(...found.slice(0, room));
      sink.reject?.(cells, found);
    },
    () => {
      job.throwIfCancelled();
      job.progress(line, Math.max(line, lines), 'checking');
    },
  );
  result.alike = alike.list();
  return {
    result,
    headers,
    target,
    notices: source.notices(),
    // A customer that looks like a stored one is told there.
    unknown: unknown
      .list(references)
      .filter(({ field, word }) => field !== 'accountRef' || !alike.has('account', word)),
  };
}

/** Short, since a file may have a million records without a key. */
function hashOf(values: Record<string, Cell>): string {
  return createHash('sha1').update(JSON.stringify(values)).digest('base64');
}

/** A record that is a stored one by likeness says the rest of it: its name, and a number it may have, are those stored. */
function withoutIdentity(
  tx: ReadTx,
  { entity }: Target,
  id: string,
  read: Record<string, Cell>,
): Record<string, Cell> {
  const { name: _, pinyin: __, ...values } = read;
  const sql = `SELECT external_id AS number FROM ${entity} WHERE id = ?`;
  const { number } = tx.get<{ number: string | null }>(sql, [id]) ?? { number: null };
  const { external_id: ___, ...others } = values;
  return number === null ? values : others;
}

/** A record with the cells only that hold something: what is there stays where the file is empty. */
function withoutEmpty(row: ReadRow): ReadRow {
  const filled = Object.entries(row.values).filter(([, value]) => value !== null);
  return { ...row, values: Object.fromEntries(filled) };
}
