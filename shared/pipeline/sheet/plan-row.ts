import type { OpportunityRow } from '../model';
import type { StageRules } from '../stage-rules';
import {
  checkTransition,
  gateOn,
  missingFields,
  type TransitionCheck,
  type TransitionTarget,
} from '../stages';
import type { ChangedField, RefusalCode, SheetPatch } from './model';

/** An opportunity without the names that its ids stand for. */
export type BareRow = Omit<
  OpportunityRow,
  'accountName' | 'ownerName' | 'productName' | 'pendingStage'
>;

/** A cell that cannot be written, and why. */
export interface Refusal {
  readonly field: ChangedField;
  readonly code: RefusalCode;
  /** Fields that the stage still asks for. */
  readonly missing: readonly ChangedField[];
}

/** What an edit does to one row. */
export interface RowPlan {
  /** Fields that differ and may be written. */
  readonly patch: SheetPatch;
  /** What a step in the process writes; null when there is none. */
  readonly step: Extract<TransitionCheck, { ok: true }> | null;
  readonly refusals: readonly Refusal[];
}

/** What is wished for one row. */
export interface Wish {
  readonly patch: SheetPatch;
  readonly to: TransitionTarget | null;
  readonly reason: string | null;
}

const CODES = {
  STAGE_FIELDS_MISSING: 'stageNeedsFields',
  STAGE_REASON_REQUIRED: 'stageNeedsReason',
  STAGE_TRANSITION_REFUSED: 'stageNotPossible',
} as const satisfies Record<string, RefusalCode>;

/**
 * What may be written of a wish. Cell by cell: a stage that is refused does not keep an amount from being written, nor the
 * other way round. A field that the present stage asks for cannot be emptied.
 *
 * @param today the ISO day on which it happens
 * @param rules what the stages of the pipeline ask for; a step that needs an approval is refused: it is asked for deal by deal
 */
export function planRow(row: BareRow, wish: Wish, today: string, rules: StageRules): RowPlan {
  const refusals: Refusal[] = [];
  const patch = differing(row, wish.patch);
  for (const field of emptiedFields(row, patch, rules)) {
    delete patch[field];
    refusals.push({ field, code: 'neededByStage', missing: [] });
  }
  const to = wish.to === null || isThere(row, wish.to) ? null : wish.to;
  if (to === null) return { patch, step: null, refusals };
  const field = 'stage' in to ? 'stage' : 'outcome';
  if (gateOn(row, to, rules) !== null) {
    refusals.push({ field, code: 'stageNeedsApproval', missing: [] });
    return { patch, step: null, refusals };
  }
  const check = checkTransition({ ...row, ...patch }, to, wish.reason, today, rules);
  if (check.ok) return { patch, step: check, refusals };
  refusals.push({ field, code: CODES[check.code], missing: check.missing });
  return { patch, step: null, refusals };
}

/** Number of cells that a plan writes. */
export function cellsOf({ patch, step }: RowPlan): number {
  return Object.keys(patch).length + (step === null ? 0 : 1);
}

/** What can be told of a row without all of its fields. */
export type PartOfRow = Pick<BareRow, 'id' | 'name' | 'version'> & Partial<BareRow>;

/**
 * {@link planRow} for a patch that empties no field and takes no step, of which no stage can refuse anything: the fields of
 * the patch are enough of the row.
 */
export function planFilled(row: Partial<BareRow>, patch: SheetPatch): RowPlan {
  return { patch: differing(row, patch), step: null, refusals: [] };
}

/** Whether {@link planFilled} gives the plan of a wish. */
export function onlyFills({ patch, to }: Pick<Wish, 'patch' | 'to'>): boolean {
  return to === null && Object.values(patch).every((value) => value !== null && value !== '');
}

type Fields = { -readonly [K in keyof SheetPatch]: Exclude<SheetPatch[K], undefined> };

function differing(row: Partial<BareRow>, patch: SheetPatch): Fields {
  const fields: Record<string, unknown> = {};
  for (const field in patch) {
    const given = patch[field as keyof SheetPatch];
    const value = given === '' ? null : given;
    if (value !== undefined && value !== row[field as keyof SheetPatch]) fields[field] = value;
  }
  return fields as Fields;
}

const fieldsOf = (patch: Fields) => Object.keys(patch) as (keyof Fields)[];

function emptiedFields(row: BareRow, patch: Fields, rules: StageRules): (keyof Fields)[] {
  if (!Object.values(patch).includes(null)) return [];
  const after = { ...row, ...patch };
  const emptied: string[] = missingFields(after, row.stage, rules).filter(
    (field) => row[field] !== null,
  );
  if (row.outcome === 'lost' && row.lossReason !== null && !after.lossReason) {
    emptied.push('lossReason');
  }
  return fieldsOf(patch).filter((field) => emptied.includes(field));
}

function isThere(row: BareRow, to: TransitionTarget): boolean {
  if ('outcome' in to) return to.outcome === row.outcome;
  return to.stage === row.stage && row.outcome !== 'lost' && row.outcome !== 'dormant';
}
