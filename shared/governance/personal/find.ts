import { findAddresses } from './address';
import { folded } from './context';
import { findNumbers } from './digits';
import { findDocuments } from './documents';
import { findEmails } from './email';
import type { Finding } from './model';
import { findNames } from './names';

export interface FindOptions {
  /** Names that are known to be of persons; see {@link findNames}. */
  readonly names?: ReadonlySet<string>;
}

/** Something a finder could begin with. Texts without any are passed over at once. */
const ANYTHING = /[@\d０-９＠\u4e00-\u9fff]|(?:Mr|Ms|Mrs|Dr|Prof|Miss|Dear|Contact|Attn|Name)/;

/**
 * Personal data in a free text, in order and without overlaps; where two finders claim the same stretch, the surer one
 * has it. Takes time in proportion to the length of the text.
 */
export function findPersonal(text: string, { names }: FindOptions = {}): Finding[] {
  if (!ANYTHING.test(text)) return [];
  const plain = folded(text);
  const all = [
    ...findNumbers(plain),
    ...findDocuments(plain),
    ...findEmails(plain),
    ...findAddresses(plain),
    ...findNames(plain, names),
  ];
  return disjoint(all);
}

/** The surest first; of two alike the longer one. What overlaps with one that is taken is left out. */
function disjoint(all: readonly Finding[]): Finding[] {
  const order = all.toSorted(
    (a, b) =>
      b.confidence - a.confidence || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const byStart = order
    .map((finding, rank) => ({ finding, rank }))
    .toSorted((a, b) => a.finding.start - b.finding.start || a.rank - b.rank);
  const taken: typeof byStart = [];
  for (const next of byStart) {
    let keep = true;
    while (keep) {
      const last = taken.at(-1);
      if (last === undefined || last.finding.end <= next.finding.start) break;
      if (last.rank < next.rank) keep = false;
      else taken.pop();
    }
    if (keep) taken.push(next);
  }
  return taken.map(({ finding }) => finding);
}
