import { z } from 'zod';

/** Who a person is here. `owner` owns the workspace; what an opportunity calls its owner is a person of any role. */
export const ROLES = ['owner', 'manager', 'consultant', 'solutionManager', 'operations'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** Which rows, from few to many: each holds the ones before it. */
export const SCOPES = ['none', 'own', 'team', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** Kinds of record with rows and fields of their own. `workspace` is what special rights are about. */
export const RIGHT_OBJECTS = [
  'opportunity',
  'account',
  'contact',
  'touchpoint',
  'rehearsal',
  'document',
  'content',
  'workspace',
] as const;
export type RightObject = (typeof RIGHT_OBJECTS)[number];

/**
 * What is done with a record's fields. `seeWhole`: personal data are never masked; `unmask`: they are masked, and shown in
 * full when a reason is given.
 */
export const FIELD_ACTIONS = ['read', 'write', 'export', 'unmask', 'seeWhole'] as const;
/** Rights that are given apart from those on fields; their object is `workspace`. */
export const SPECIAL_ACTIONS = [
  'editMany',
  'import',
  'exportFiles',
  'approve',
  'curate',
  'settings',
  'restore',
  'viewAudit',
] as const;
export type FieldAction = (typeof FIELD_ACTIONS)[number];
export type SpecialAction = (typeof SPECIAL_ACTIONS)[number];
export type RightAction = FieldAction | SpecialAction;

/**
 * One line of the policy: a role may (or may not, `deny`) do something with rows of a scope, in all fields or in those
 * named. Its `id` has a sentence in both languages (`rights:rule.<id>`).
 */
export interface RightRule {
  readonly id: RuleId;
  readonly effect: 'allow' | 'deny';
  readonly roles: readonly Role[];
  readonly objects: readonly RightObject[];
  readonly actions: readonly RightAction[];
  readonly scope: Scope;
  /** Left out = every field, and the record itself. Names as in the models (`amountMinor`). */
  readonly fields?: readonly string[];
}

export const RULE_IDS = [
  'ownerAll',
  'managerTeam',
  'managerShared',
  'managerSpecial',
  'consultantOwn',
  'consultantDocuments',
  'consultantKeepsOwner',
  'solutionRecords',
  'solutionNoMoney',
  'solutionNoContacts',
  'solutionDocuments',
  'solutionCurates',
  'contentShared',
  'operationsAll',
  'operationsSpecial',
  'notGranted',
] as const;
export const ruleIdSchema = z.enum(RULE_IDS);
export type RuleId = z.infer<typeof ruleIdSchema>;

/** The one who asks. */
export interface Subject {
  readonly personId: string;
  readonly role: Role;
  /** Ids of sales reps whose rows are this person's own; several where a rep was entered twice, none for most offices. */
  readonly ownerIds: readonly string[];
  /** Null: in no team; then `team` means `own`. */
  readonly team: string | null;
}

/** Another person, as whom an owner looks: whose rows, and with which role's rights. */
export const perspectiveSchema = z.object({
  personId: z.string().min(1).max(64),
  role: roleSchema,
});
export type Perspective = z.infer<typeof perspectiveSchema>;

const teamSchema = z.string().trim().max(60).nullable();

/** Somebody of the workspace: its user, or a sales rep. */
export const personSchema = z.object({
  /** Of the rep, or of the user. */
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  team: z.string().nullable(),
  /** The rep whose deals are this person's own; of a rep, the rep. */
  ownerId: z.string().nullable(),
  isUser: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

/** A person's role and team; `ownerId` counts for the user only. */
export const personChangeSchema = z.object({
  id: z.string().min(1).max(64),
  role: roleSchema,
  team: teamSchema.transform((team) => (team === '' ? null : team)),
  ownerId: z.string().min(1).max(64).nullable(),
});
export type PersonChange = z.infer<typeof personChangeSchema>;

/** The person for whom the window shows what it shows, and what that person may. */
export const standingSchema = z.object({
  personId: z.string(),
  name: z.string(),
  role: roleSchema,
  team: z.string().nullable(),
  /** True while the user looks as this person. */
  looking: z.boolean(),
  /** Fields that are kept back, by object. */
  hidden: z.object({
    opportunity: z.array(z.string()),
    account: z.array(z.string()),
    contact: z.array(z.string()),
  }),
  special: z.array(z.enum(SPECIAL_ACTIONS)),
});
export type Standing = z.infer<typeof standingSchema>;

/** Whose a row is: the sales rep of the opportunity that it is, or belongs to. */
export interface RowOwner {
  readonly ownerId: string | null;
  readonly team: string | null;
}

/** Why it was decided so: which rule, and who may change it. */
export interface Because {
  /**
   * `granted`; `denied`: a rule forbids it; `outOfScope`: a rule allows it for other rows; `notGranted`: no rule allows it.
   */
  readonly code: 'granted' | 'denied' | 'outOfScope' | 'notGranted';
  readonly rule: RuleId;
  readonly role: Role;
  /** The rows for which the rule speaks; `none` without a rule. */
  readonly scope: Scope;
  /** The roles that may give the right. */
  readonly grantedBy: readonly Role[];
}

export interface Decision {
  readonly allowed: boolean;
  readonly because: Because;
}
