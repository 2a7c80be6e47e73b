import type { Perspective } from '#shared/governance/rights/model';
import type { Cell } from '#shared/pipeline/model';
import type { ReadTx } from './transaction';

/** Shows values to somebody who may not see them whole. */
export interface Veil {
  /** A cell of a table as it is shown; the same one where nothing has to be hidden. */
  cell(entity: string, column: string, value: Cell): Cell;
  /** A free text as it is shown. */
  text(value: string): string;
  /** What a free text hides, in order: what stands in it, and what is shown in its place. */
  hidden(value: string): readonly { readonly original: string; readonly mask: string }[];
  /** Whether this person may ask to see an opportunity and what belongs to it in full. */
  mayUnmask(tx: ReadTx, opportunityId: string): boolean;
  /** {@link mayUnmask} for an account and what belongs to it. */
  mayUnmaskAccount(tx: ReadTx, accountId: string): boolean;
  /** What the SQL function `shown(way, value)` gives; the ways are those of the views. */
  shown(way: string, value: string): string;
}

/** What of a replica one person sees and may write. Made by a room; the replica only holds to it. */
export interface Scope {
  /** Another one for other rows, fields or rights. */
  readonly key: string;
  /** Table → SELECT that takes its place for every statement that does not name `main.`; tables left out are seen whole. */
  readonly views: ReadonlyMap<string, string>;
  /** SQL that holds for a row of `action` whose records are all seen. */
  readonly seenActions: string;
  /** The sales rep to whom new records belong when nobody is named; null = nobody. */
  readonly ownerId: string | null;
  /** How values are shown that this person may not see whole; null = as they are. */
  readonly veil: Veil | null;
  /** Whether a column is kept from this person. */
  hides(entity: string, column: string): boolean;
  /** A failure as this person is told it: what is there but not seen is forbidden, not missing. */
  explained(tx: ReadTx, input: unknown, error: unknown): unknown;
  /**
   * Looks at all that an action wrote, before its commit.
   * @throws SandtableError FORBIDDEN
   */
  check(tx: ReadTx, actionId: string, kind: string): void;
}

/**
 * Says what is seen: of the workspace's user, or of another person when the user looks as that one. Null = everything.
 * @param veiled whether the views show values through the veil: what leaves does, what compares and writes does not
 */
export type ScopeMaker = (
  tx: ReadTx,
  perspective: Perspective | null,
  veiled: boolean,
) => Scope | null;
