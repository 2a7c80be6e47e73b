import { shownCell } from '#electron/replica/shown';
import type { JobContext, ReadJob, ReadTx } from '#electron/replica/transaction';
import { Blocks } from '#shared/pipeline/duplicates/blocking';
import type { Rules } from '#shared/pipeline/duplicates/matcher';
import type {
  DuplicateKind,
  DuplicatePair,
  DuplicateSearch,
} from '#shared/pipeline/duplicates/model';
import { ACCOUNT_RULES, CONTACT_RULES } from '#shared/pipeline/duplicates/rules';
import { type Known, knownAccounts, knownContacts } from './facts';

/** Records or pairs between two looks at the cancel flag. */
const STEP = 2000;
/** Pairs that are handed to the window: nobody looks through more of them at once. */
const MOST_PAIRS = 500;

/**
 * Looks for accounts or contacts that stand in the workspace twice, most alike first. Pairs that a person called different
 * are left out, those put off come last.
 * @throws SandtableError CANCELLED
 */
export const findDuplicatesJob: ReadJob<{ kind: DuplicateKind }, DuplicateSearch> = (
  tx,
  { kind },
  job,
) =>
  kind === 'account'
    ? search(tx, kind, knownAccounts(tx), ACCOUNT_RULES, job)
    : search(tx, kind, knownContacts(tx), CONTACT_RULES, job);

function search<Facts extends { readonly name: string }, Keys>(
  tx: ReadTx,
  kind: DuplicateKind,
  known: readonly Known<Facts>[],
  rules: Rules<Facts, Keys>,
  job: JobContext,
): DuplicateSearch {
  const step = (done: number, total: number, phase: string): void => {
    if (done % STEP !== 0) return;
    job.progress(done, total, phase);
    job.throwIfCancelled();
  };
  const blocks = new Blocks();
  const keys = known.map(({ facts }, at) => {
    step(at, known.length, 'reading');
    const own = rules.keys(facts);
    blocks.add(at, rules.blocks(own));
    return own;
  });
  const verdicts = verdictsOf(tx, kind);
  // What is compared is whole; what is said of it is not.
  const nameOf = ({ facts }: Known<Facts>) => String(shownCell(tx, kind, 'name', facts.name));
  const found: DuplicatePair[] = [];
  const candidates = blocks.pairs();
  candidates.forEach(([a, b], at) => {
    step(at, candidates.length, 'comparing');
    const [one, other] = [known[a], known[b]];
    const [keysOfOne, keysOfOther] = [keys[a], keys[b]];
    if (!one || !other || keysOfOne === undefined || keysOfOther === undefined) return;
    const likeness = rules.likeness(keysOfOne, keysOfOther);
    const verdict = verdicts.get(`${one.id} ${other.id}`) ?? null;
    if (likeness === null || verdict === 'different') return;
    found.push({
      ...likeness,
      a: { id: one.id, name: nameOf(one) },
      b: { id: other.id, name: nameOf(other) },
      later: verdict === 'later',
    });
  });
  found.sort((a, b) => Number(a.later) - Number(b.later) || b.score - a.score);
  return { kind, records: known.length, total: found.length, pairs: found.slice(0, MOST_PAIRS) };
}

/** What was said of pairs, by the two ids, the smaller first: records come in the order of their ids. */
function verdictsOf(tx: ReadTx, kind: DuplicateKind): Map<string, string> {
  const rows = tx.all<{ one: string; other: string; verdict: string }>(
    'SELECT one, other, verdict FROM duplicate_verdict WHERE kind = ? AND deleted_at IS NULL ORDER BY rowid',
    [kind],
  );
  return new Map(rows.map(({ one, other, verdict }) => [`${one} ${other}`, verdict]));
}
