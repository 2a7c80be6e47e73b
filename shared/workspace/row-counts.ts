import { z } from 'zod';

/** What was done, table by table: rows that were made, changed, taken away. Tables as in the replica. */
export const rowCountsSchema = z.array(
  z.object({
    entity: z.string(),
    inserted: z.number().int().nonnegative(),
    updated: z.number().int().nonnegative(),
    removed: z.number().int().nonnegative(),
  }),
);
export type RowCounts = z.infer<typeof rowCountsSchema>;
export type RowCount = RowCounts[number];

/** Tables in the order in which a sentence names them. */
const ORDER = [
  'opportunity',
  'account',
  'contact',
  'owner',
  'product',
  'touchpoint',
  'stage_event',
  'stage_approval',
  'pipeline',
] as const;
/** Rows that opportunities make because they name them. */
const NAMED: readonly string[] = ['account', 'owner', 'product'];

export type RowPart = 'inserted' | 'named' | 'updated' | 'removed';
/** A table that sentences have a word for. */
type Counted = (typeof ORDER)[number] | 'other';

/** The words that {@link rowCountsText} asks for. */
export interface RowWords {
  /** `3 opportunities`, in the plural that the language wants. */
  readonly rows: (entity: Counted, count: number) => string;
  /** A part of the sentence around what it counts. */
  readonly part: (part: RowPart, what: string) => string;
  readonly and: string;
  readonly between: string;
}

/**
 * An import or what became of it in one sentence: `3 opportunities added; 2 accounts, 1 owner made by name; …`. Every
 * place that tells of an import says this; empty when nothing was done.
 */
export function rowCountsText(counts: RowCounts, words: RowWords): string {
  const place = (entity: string): number => ORDER.findIndex((known) => known === entity);
  const sorted = counts.toSorted((a, b) => (place(a.entity) >>> 0) - (place(b.entity) >>> 0));
  const byName = sorted.some(({ entity, inserted }) => entity === 'opportunity' && inserted > 0);
  const isNamed = ({ entity }: RowCount): boolean => byName && NAMED.includes(entity);
  const part = (said: RowPart, of: 'inserted' | 'updated' | 'removed', all: RowCounts): string => {
    const some = all.filter((one) => one[of] > 0);
    const what = some.map((one) =>
      words.rows(ORDER.find((known) => known === one.entity) ?? 'other', one[of]),
    );
    return what.length === 0 ? '' : words.part(said, what.join(words.and));
  };
  const parts = [
    part(
      'inserted',
      'inserted',
      sorted.filter((one) => !isNamed(one)),
    ),
    part('named', 'inserted', sorted.filter(isNamed)),
    part('updated', 'updated', sorted),
    part('removed', 'removed', sorted),
  ];
  return parts.filter((one) => one !== '').join(words.between);
}
