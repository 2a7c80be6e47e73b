import { create } from 'zustand';
import type { ScenarioLever, ScenarioModel, ScenarioText } from '#shared/sandbox/scenario';
import type { StudyRecord } from '#shared/sandbox/studies/model';
import { followCosts } from '#shared/sandbox/usual-costs';
import { MOST_STUDY_VARIANTS, type StudyRequest, type StudyVariant } from '#shared/sandbox/study';

/** What the form of a model holds. */
export interface StudyDraft {
  readonly name: string;
  readonly sourceId: string;
  readonly request: StudyRequest;
}

/** Futures of what is shown while a lever moves, and of what is kept. */
export const GLANCE_REPLICATES = 1024;
const KEPT_REPLICATES = 10_000;
const SEED = 20_261_129;
/** Levers that the first draft tries, each for itself. */
const FIRST_MOVED = 4;

/** The words that a first draft is written with. */
export interface DraftWords {
  readonly name: string;
  readonly today: string;
  readonly own: (text: ScenarioText) => string;
  readonly lever: (lever: ScenarioLever, value: number) => string;
}

/**
 * As today, and what the model tries, or each of its first levers a good way up: something to compare at once, at usual costs.
 * @param places stores, or groups of customers, that the data tell of
 */
export function firstStudy(model: ScenarioModel, words: DraftWords, places: number): StudyDraft {
  const tries =
    model.tries.length > 0
      ? model.tries.map(({ name, levers }) => ({ name: words.own(name), levers }))
      : model.levers.slice(0, FIRST_MOVED).map((lever) => {
          const value = goodWay(lever);
          return { name: words.lever(lever, value), levers: { [lever.id]: value } };
        });
  const moved = tries.map(({ name, levers }, index) => ({
    id: `v${index + 1}`,
    name,
    levers: followCosts(model, { levers: {}, places }, { levers, places }),
    switches: {},
  }));
  return {
    name: words.name,
    sourceId: '',
    request: {
      assumptions: {},
      variants: [{ id: 'today', name: words.today, levers: {}, switches: {} }, ...moved],
      targets: {},
      replicates: KEPT_REPLICATES,
      seed: SEED,
      precision: null,
    },
  };
}

/** A third of the way from today to the end, on a position of the slider. */
function goodWay({ usual, most, step }: ScenarioLever): number {
  return usual + Math.round((most - usual) / 3 / step) * step;
}

type Variants = StudyRequest['variants'];

function withVariants(draft: StudyDraft, variants: Variants): StudyDraft {
  return { ...draft, request: { ...draft.request, variants } };
}

/** A copy of a variant, or one that stands as today; at most eight. */
export function addVariant(draft: StudyDraft, name: string, from?: StudyVariant): StudyDraft {
  const { variants } = draft.request;
  if (variants.length >= MOST_STUDY_VARIANTS) return draft;
  const used = new Set(variants.map(({ id }) => id));
  let number = variants.length;
  while (used.has(`v${number}`)) number += 1;
  const { levers, switches } = from ?? { levers: {}, switches: {} };
  return withVariants(draft, [...variants, { id: `v${number}`, name, levers, switches }]);
}

/** The baseline stays: everything is compared with it. */
export function removeVariant(draft: StudyDraft, id: string): StudyDraft {
  const { variants } = draft.request;
  return withVariants(
    draft,
    variants.filter((variant, index) => index === 0 || variant.id !== id),
  );
}

export function changeVariant(
  draft: StudyDraft,
  id: string,
  patch: Partial<StudyVariant>,
): StudyDraft {
  return withVariants(
    draft,
    draft.request.variants.map((variant) =>
      variant.id === id ? { ...variant, ...patch } : variant,
    ),
  );
}

/** The same variants on other data: usual costs go with the number of places. */
export function onSource(
  model: ScenarioModel,
  draft: StudyDraft,
  sourceId: string,
  places: { readonly before: number; readonly after: number },
): StudyDraft {
  const variants = draft.request.variants.map((variant) => {
    const { levers } = variant;
    const before = { levers, places: places.before };
    return { ...variant, levers: followCosts(model, before, { levers, places: places.after }) };
  });
  return { ...withVariants(draft, variants), sourceId };
}

/** The draft that a kept study was asked by. */
export function draftOf({ name, source, request }: StudyRecord): StudyDraft {
  return { name, sourceId: source.id, request };
}

/** The form's state outlives the page. */
interface StudyDraftStore {
  readonly drafts: Readonly<Record<string, StudyDraft>>;
  readonly set: (modelId: string, draft: StudyDraft) => void;
}

export const useStudyDrafts = create<StudyDraftStore>()((set) => ({
  drafts: {},
  set: (modelId, draft) => set(({ drafts }) => ({ drafts: { ...drafts, [modelId]: draft } })),
}));
