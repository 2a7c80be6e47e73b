import type { FocusSegment, RunRequest, SwitchId, SwitchState } from '#shared/sandbox/model';
import type { DealTable, FittedModel } from './fitted';
import { DIMENSIONS } from './process';

/** Uncertain parameters that a twin can pin to a point of their distribution, given as a standard normal score. */
export type PinnedParameter =
  | 'discountEffect'
  | 'followUpEffect'
  | 'attentionEffect'
  | 'rivalEffect'
  | 'arrivalsPerWeek'
  | 'amountMedian'
  | 'validationCapacity'
  | 'climate';

/** One column of the simulation: levers, switches and at most one pinned parameter. */
export interface Scenario {
  discountPct: number;
  extraSolutionEngineers: number;
  followUpSpeed: number;
  focusSegments: readonly FocusSegment[];
  switches: Readonly<Record<SwitchId, SwitchState>>;
  pin: { parameter: PinnedParameter; score: number } | null;
}

/** The scenarios of a request's variants, in the request's order. */
export function variantScenarios(request: Pick<RunRequest, 'variants' | 'switches'>): Scenario[] {
  return request.variants.map(({ levers }) => ({
    ...levers,
    switches: request.switches,
    pin: null,
  }));
}

/** What a focus does to attention: total effort stays the same, the slices in focus get up to half as much again. */
export interface Focus {
  open: Uint8Array;
  templates: Uint8Array;
  /** Attention relative to today, for deals in focus and for the others. */
  inside: number;
  outside: number;
}

/** null when the scenario has no focus or no deal falls into it. */
export function compileFocus(
  model: FittedModel,
  segments: readonly FocusSegment[],
  horizonDays: number,
): Focus | null {
  if (segments.length === 0) return null;
  const wanted = segments.map(({ dimension, value }) => {
    const d = DIMENSIONS.indexOf(dimension);
    return { d, code: model.levelNames[d]?.indexOf(value) ?? -1 };
  });
  const flags = (table: DealTable): Uint8Array =>
    Uint8Array.from({ length: table.count }, (_, i) =>
      wanted.some(({ d, code }) => code >= 0 && table.codes[i * 4 + d] === code) ? 1 : 0,
    );
  const open = flags(model.open);
  const templates = flags(model.templates);
  const count = (list: Uint8Array): number => list.reduce((sum, flag) => sum + flag, 0);
  const arriving = model.arrivals.perDay * horizonDays;
  const arrivingShare = templates.length > 0 ? count(templates) / templates.length : 0;
  const all = open.length + arriving;
  const share = all > 0 ? (count(open) + arriving * arrivingShare) / all : 0;
  if (share === 0) return null;
  return { open, templates, inside: 1 + 0.5 * (1 - share), outside: 1 - 0.5 * share };
}
