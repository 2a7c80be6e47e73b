import {
  type AuditProblemCode,
  type AuditReport,
  type Checkpoint,
  MAX_AUDIT_PROBLEMS,
} from '#shared/governance/model';
import { checkpointFits, entryHash, START, type StoredEntry } from './chain';
import type { FiledCheckpoints } from './checkpoint-file';

/** Everything that a verification looks at. */
export interface Evidence {
  /** In the order of their numbers. */
  readonly entries: Iterable<StoredEntry>;
  /** Checkpoints in the database. */
  readonly stored: readonly Checkpoint[];
  /** Checkpoints beside it; null = there is no file. */
  readonly filed: FiledCheckpoints | null;
  /** Public keys of the workspace, base 64 for URLs. */
  readonly ownKeys: readonly string[];
  /** Told after every thousand entries how many were looked at; throws to stop. */
  readonly onEntries?: (done: number) => void;
}

/** Entries between two words on how far the work is. */
const STEP = 1000;

/** A restore that said how many signed entries it left behind. */
interface Gap {
  readonly n: number;
  readonly at: number;
  readonly lost: number;
}

/**
 * Recomputes the chain and compares it with every checkpoint, inside and beside the database. Finds entries that were
 * changed, removed, added in between or reordered; a tail that was cut below a checkpoint; and a chain that was made
 * anew over other entries as long as the file beside it still holds what was signed before.
 */
export function verifyAudit(evidence: Evidence): AuditReport {
  const { entries, stored, filed, ownKeys, onEntries } = evidence;
  const problems: AuditReport['problems'] = [];
  let problemCount = 0;
  const report = (code: AuditProblemCode, n: number | null): void => {
    problemCount += 1;
    if (problems.length < MAX_AUDIT_PROBLEMS) problems.push({ code, n });
  };

  const signed = [...stored, ...(filed?.checkpoints ?? [])];
  const headAt = new Map(signed.map(({ size }) => [size, '']));
  const gaps: Gap[] = [];
  let [count, expected, before] = [0, 1, START];
  for (const entry of entries) {
    if (entry.n !== expected) report('missing', expected);
    else if (entry.prev !== before) report('unlinked', entry.n);
    if (entryHash(entry) !== entry.hash) report('changed', entry.n);
    const lost = lostBy(entry);
    if (lost > 0) gaps.push({ n: entry.n, at: entry.at, lost });
    if (headAt.has(entry.n)) headAt.set(entry.n, entry.hash);
    [count, expected, before] = [count + 1, entry.n + 1, entry.hash];
    if (count % STEP === 0) onEntries?.(count);
  }

  const own = new Set(ownKeys);
  let newest: Checkpoint | null = null;
  const seen = new Set<string>();
  for (const one of signed) {
    // The same checkpoint lies in the database and beside it.
    if (seen.has(one.signature + one.head + one.size)) continue;
    seen.add(one.signature + one.head + one.size);
    if (gaps.some((gap) => leftBehind(one, gap))) continue;
    const head = headAt.get(one.size) ?? '';
    if (!own.has(one.publicKey) || !checkpointFits(one)) report('forged', one.size);
    else if (head === '') report('cut', one.size);
    else if (head !== one.head) report('restamped', one.size);
    else if (newest === null || one.size > newest.size) newest = one;
  }

  if (filed === null) {
    if (stored.length > 0) report('noFile', null);
  } else {
    for (const line of filed.damagedLines) report('fileDamaged', line);
    const beside = new Set(filed.checkpoints.map(({ signature }) => signature));
    for (const one of stored) if (!beside.has(one.signature)) report('notInFile', one.size);
  }
  return {
    verdict: problemCount === 0 ? 'intact' : 'altered',
    entries: count,
    sealed: newest?.size ?? 0,
    sealedAt: newest?.at ?? null,
    lost: gaps.reduce((sum, { lost }) => sum + lost, 0),
    problems,
    problemCount,
  };
}

/** How many entries a restore said it left behind; 0 for everything else. */
function lostBy({ kind, facts }: StoredEntry): number {
  if (kind !== 'restored') return 0;
  try {
    const lost = (JSON.parse(facts) as { lost?: unknown }).lost;
    return typeof lost === 'number' && Number.isSafeInteger(lost) && lost > 0 ? lost : 0;
  } catch {
    // Told as `changed`: what is stored was canonical JSON.
    return 0;
  }
}

/** Whether a checkpoint speaks of entries that were left behind by a later restore. */
function leftBehind({ size, at }: Checkpoint, gap: Gap): boolean {
  return at <= gap.at && size >= gap.n && size < gap.n + gap.lost;
}
