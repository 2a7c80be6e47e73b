import { z } from 'zod';
import { idSchema, instantSchema, stageSchema } from './model';
import { STAGE_FIELD_NAMES } from './stage-rules';

/**
 * `pending` waits; `approved` and `returned` were decided; `withdrawn` was taken back by who asked; `overtaken`: the
 * deal went another way meanwhile. All but `pending` are final.
 */
export const APPROVAL_STATES = [
  'pending',
  'approved',
  'returned',
  'withdrawn',
  'overtaken',
] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

const fieldsSchema = z.array(z.enum(STAGE_FIELD_NAMES));

/** A request to let a deal into a gated stage. */
export const approvalSchema = z.object({
  id: idSchema,
  version: z.number().int().positive(),
  opportunityId: idSchema,
  opportunityName: z.string(),
  pipelineId: idSchema,
  pipelineName: z.string(),
  fromStage: stageSchema,
  toStage: stageSchema,
  reason: z.string(),
  /** What the stage asked for and the deal did not have, when it was asked and now. */
  missingThen: fieldsSchema,
  missingNow: fieldsSchema,
  requestedById: idSchema,
  requestedByName: z.string(),
  requestedAt: instantSchema,
  state: z.enum(APPROVAL_STATES),
  decidedByName: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  decisionReason: z.string().nullable(),
});
export type Approval = z.infer<typeof approvalSchema>;

export const approvalListSchema = z.object({
  /** Waiting for the present user, oldest first. */
  toDecide: z.array(approvalSchema),
  /** Asked for by the present user, newest first; at most 200. */
  mine: z.array(approvalSchema),
});
export type ApprovalList = z.infer<typeof approvalListSchema>;

export interface Person {
  readonly id: string;
  readonly name: string;
}

export type ApprovalEvent =
  | {
      readonly kind: 'approve' | 'return' | 'withdraw';
      readonly by: Person;
      /** Counts for a return only. */
      readonly reason: string | null;
    }
  | { readonly kind: 'overtake' };

export type ApprovalDecision =
  | {
      readonly ok: true;
      readonly state: Exclude<ApprovalState, 'pending'>;
      /** Blank reasons become null. */
      readonly reason: string | null;
    }
  | {
      readonly ok: false;
      readonly code: 'APPROVAL_DECIDED' | 'APPROVAL_NOT_YOURS' | 'STAGE_REASON_REQUIRED';
    };

type Request = Pick<Approval, 'state' | 'requestedById'>;

/**
 * Whether this person may approve or return a request. In a replica of one person that is whoever works in it, the one
 * who asked included; a check of roles belongs here and nowhere else.
 */
export function mayDecide(person: Pick<Person, 'id'>, request: Request): boolean {
  return person.id !== '' && request.state === 'pending';
}

/**
 * What becomes of a request. A decided one stays as it is; returning needs a reason; only who asked may withdraw.
 * Whether the deal may really enter its stage is asked of `checkTransition` when it is approved.
 */
export function decideApproval(request: Request, event: ApprovalEvent): ApprovalDecision {
  if (request.state !== 'pending') return { ok: false, code: 'APPROVAL_DECIDED' };
  switch (event.kind) {
    case 'approve':
      return mayDecide(event.by, request)
        ? { ok: true, state: 'approved', reason: null }
        : { ok: false, code: 'APPROVAL_NOT_YOURS' };
    case 'return': {
      if (!mayDecide(event.by, request)) return { ok: false, code: 'APPROVAL_NOT_YOURS' };
      const reason = event.reason?.trim() ?? '';
      if (reason === '') return { ok: false, code: 'STAGE_REASON_REQUIRED' };
      return { ok: true, state: 'returned', reason };
    }
    case 'withdraw':
      return event.by.id === request.requestedById
        ? { ok: true, state: 'withdrawn', reason: null }
        : { ok: false, code: 'APPROVAL_NOT_YOURS' };
    case 'overtake':
      return { ok: true, state: 'overtaken', reason: null };
  }
}
