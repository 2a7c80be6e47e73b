import type { Perspective } from '#shared/governance/rights/model';
import type { ReadTx } from './transaction';

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
  /** Whether a column is kept from this person. */
  hides(entity: string, column: string): boolean;
  /** A failure as this person is told it: what is there but not seen is forbidden, not missing. */
  explained(tx: ReadTx, input: unknown, error: unknown): unknown;
  /**
   * Looks at all that an action wrote, before its commit.
   * @throws SandtableError FORBIDDEN
   */
  check(tx: ReadTx, actionId: string): void;
}

/** Says what is seen: of the workspace's user, or of another person when the user looks as that one. Null = everything. */
export type ScopeMaker = (tx: ReadTx, perspective: Perspective | null) => Scope | null;
