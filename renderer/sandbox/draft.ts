import { create } from 'zustand';
import {
  BY_CHANCE,
  FIRST_DRAFT,
  firstVariants,
  type QuestionKey,
  questionOf,
} from '#shared/sandbox/first-draft';
import { NEUTRAL_LEVERS } from '#shared/sandbox/request';
import type { Costs, Switches, SwitchId, SwitchState, Variant } from '#shared/sandbox/request';

/** Most variants that one rehearsal can compare. */
export const MAX_VARIANTS = 8;

/** What the form holds: everything of a request that the person sets. Days and ids come from the workspace. */
export interface Draft {
  readonly name: string;
  readonly horizonDays: number;
  readonly replicates: number;
  readonly seed: number;
  readonly targetMinor: number | null;
  readonly costs: Costs;
  readonly historyFromDay: string | null;
  readonly variants: readonly Variant[];
  readonly switches: Switches;
}

/** No price is stated until a person states it. */
export const NO_COSTS: Costs = { engineerMonthMinor: null, followUpMinor: null };

/** A first draft that answers a real question at once: carry on, or answer faster, or add capacity. */
export function firstDraft(names: {
  readonly rehearsal: string;
  readonly baseline: string;
  readonly faster: string;
  readonly capacity: string;
}): Draft {
  return {
    name: names.rehearsal,
    ...FIRST_DRAFT,
    targetMinor: null,
    costs: NO_COSTS,
    historyFromDay: null,
    variants: firstVariants(names),
    switches: BY_CHANCE,
  };
}

/**
 * The draft after a change. A name that the app gave goes with the variants, so that it never asks about one that was taken
 * away; a name that a person gave stays.
 */
export function renamed(
  before: Draft,
  after: Draft,
  nameOf: (question: QuestionKey) => string,
): Draft {
  const isOwn = before.name === nameOf(questionOf(before.variants));
  if (!isOwn || after.name !== before.name) return after;
  return { ...after, name: nameOf(questionOf(after.variants)) };
}

/** A new variant with an id not used before: a copy of `from`, or carry-on. */
export function addVariant(draft: Draft, name: string, from?: Variant): Draft {
  if (draft.variants.length >= MAX_VARIANTS) return draft;
  const used = new Set(draft.variants.map((variant) => variant.id));
  let number = draft.variants.length;
  while (used.has(`v${number}`)) number += 1;
  const variant = { id: `v${number}`, name, levers: from?.levers ?? NEUTRAL_LEVERS };
  return { ...draft, variants: [...draft.variants, variant] };
}

/** Removes a variant; the baseline stays, since everything is compared with it. */
export function removeVariant(draft: Draft, id: string): Draft {
  return {
    ...draft,
    variants: draft.variants.filter((variant, index) => index === 0 || variant.id !== id),
  };
}

export function changeVariant(draft: Draft, id: string, patch: Partial<Variant>): Draft {
  return {
    ...draft,
    variants: draft.variants.map((variant) =>
      variant.id === id ? { ...variant, ...patch } : variant,
    ),
  };
}

export function changeSwitch(draft: Draft, id: SwitchId, state: SwitchState): Draft {
  return { ...draft, switches: { ...draft.switches, [id]: state } };
}

/** The form's state outlives the page: leaving for the pipeline and coming back loses nothing. */
interface DraftStore {
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly set: (pipelineId: string, draft: Draft) => void;
}

export const useDrafts = create<DraftStore>()((set) => ({
  drafts: {},
  set: (pipelineId, draft) =>
    set((store) => ({ drafts: { ...store.drafts, [pipelineId]: draft } })),
}));
