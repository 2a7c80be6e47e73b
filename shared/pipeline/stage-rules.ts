import { z } from 'zod';
import { STAGES, type Stage, stageSchema } from './stage-names';

/** Fields of an opportunity that a stage may ask for. */
export const STAGE_FIELD_NAMES = [
  'accountId',
  'ownerId',
  'contactId',
  'needSummary',
  'productId',
  'amountMinor',
  'expectedCloseDay',
  'contractNo',
] as const;
export type StageField = (typeof STAGE_FIELD_NAMES)[number];

const stageRuleSchema = z.object({
  /** What must be known before the stage is entered. */
  fields: z.array(z.enum(STAGE_FIELD_NAMES)).max(STAGE_FIELD_NAMES.length),
  /** Days in the stage after which a deal counts as stale; null = longer than nine of ten deals before it. */
  staleDays: z.number().int().min(1).max(3650).nullable(),
  /** Most deals that should stand in the stage at a time; null = no limit. It warns and refuses nothing. */
  wipLimit: z.number().int().min(1).max(100_000).nullable(),
  /** Basis points 0–10,000: a probability of winning that stands in place of the estimated one. */
  probabilityBp: z.number().int().min(0).max(10_000).nullable(),
  /** Entering needs an approval. */
  gated: z.boolean(),
});
export type StageRule = z.infer<typeof stageRuleSchema>;

/** The rules of one pipeline, a rule for each of the eight stages. */
export const stageRulesSchema = z.record(stageSchema, stageRuleSchema);
export type StageRules = Readonly<Record<Stage, StageRule>>;

const asks = (...fields: StageField[]): StageRule => ({
  fields,
  staleDays: null,
  wipLimit: null,
  probabilityBp: null,
  gated: false,
});

/** What a pipeline goes by until somebody changes it. */
export const DEFAULT_RULES: StageRules = {
  lead_captured: asks(),
  lead_qualified: asks('accountId', 'ownerId'),
  opportunity_discovery: asks('contactId', 'needSummary'),
  opportunity_validation: asks('productId'),
  negotiation_proposal: asks('amountMinor', 'expectedCloseDay'),
  negotiation_contract: asks(),
  delivery_implementation: asks('contractNo'),
  delivery_acceptance: asks(),
};

/**
 * Rules as a pipeline keeps them: JSON, or null while nobody changed anything. A stage that cannot be read (written by
 * a later version) has its default rule: what cannot be understood must not block the work.
 */
export function readStageRules(stored: string | null): StageRules {
  if (stored === null) return DEFAULT_RULES;
  const raw: unknown = JSON.parse(stored);
  const source = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  const rules = { ...DEFAULT_RULES };
  for (const stage of STAGES) {
    const read = stageRuleSchema.safeParse(source[stage]);
    if (read.success) rules[stage] = read.data;
  }
  return rules;
}

/**
 * The text to keep, or null for the default rules. Each field stands once, in the first stage that asks for it (later
 * stages ask for it anyway), in the fixed order of the fields.
 */
export function storeStageRules(rules: StageRules): string | null {
  const text = JSON.stringify(tidyRules(rules));
  return text === JSON.stringify(DEFAULT_RULES) ? null : text;
}

function tidyRules(rules: StageRules): StageRules {
  const asked = new Set<StageField>();
  const tidy = { ...DEFAULT_RULES };
  for (const stage of STAGES) {
    const { fields, staleDays, wipLimit, probabilityBp, gated } = rules[stage];
    const own = STAGE_FIELD_NAMES.filter((field) => fields.includes(field) && !asked.has(field));
    for (const field of own) asked.add(field);
    tidy[stage] = { fields: own, staleDays, wipLimit, probabilityBp, gated };
  }
  return tidy;
}

/** The probabilities that a person has set, as shares 0–1. */
export function setShares(rules: StageRules): Partial<Record<Stage, number>> {
  const set: Partial<Record<Stage, number>> = {};
  for (const stage of STAGES) {
    const { probabilityBp } = rules[stage];
    if (probabilityBp !== null) set[stage] = probabilityBp / 10_000;
  }
  return set;
}

const RULE_PARTS = ['fields', 'staleDays', 'wipLimit', 'probabilityBp', 'gated'] as const;
const ruleValueSchema = z.union([z.array(z.string()), z.number(), z.boolean(), z.null()]);

/** One thing that a change of the rules changed. */
const ruleChangeSchema = z.object({
  stage: stageSchema,
  what: z.enum(RULE_PARTS),
  was: ruleValueSchema,
  now: ruleValueSchema,
});
export type RuleChange = z.infer<typeof ruleChangeSchema>;

/** A line of the history of a pipeline's rules. */
export const rulesHistoryEntrySchema = z.object({
  seq: z.number().int().positive(),
  at: z.number().int().nonnegative(),
  actorName: z.string(),
  /** Name of the command; `undo` and `redo` when taken back or repeated. */
  kind: z.string(),
  changes: z.array(ruleChangeSchema),
});
export type RulesHistoryEntry = z.infer<typeof rulesHistoryEntrySchema>;

/** What differs, stage by stage in process order. */
export function ruleChanges(was: StageRules, now: StageRules): RuleChange[] {
  return STAGES.flatMap((stage) =>
    RULE_PARTS.flatMap((what) => {
      const [before, after] = [was[stage][what], now[stage][what]];
      if (JSON.stringify(before) === JSON.stringify(after)) return [];
      return [{ stage, what, was: before, now: after }];
    }),
  );
}
