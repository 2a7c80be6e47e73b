import type { CallInput } from '#shared/contract';
import type { OpportunityRow } from '#shared/pipeline/model';

/** Where a stage change leads: a stage, or an outcome. */
export type Target = CallInput<'pipeline.transition'>['to'];

/** Follows a change that is made at once, to show it before it is written. */
export interface ChangeWatch {
  readonly started: () => void;
  /** With the row as it is now, or null when the change was refused (the reason has been said). */
  readonly settled: (row: OpportunityRow | null) => void;
}
