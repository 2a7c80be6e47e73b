import { STAGES, type Stage } from '../stage-names';
import type { ContactRole } from '../model';
import type { AccountDeal, AccountPerson } from './model';

/** Sides of a decision that must be known; each is answered by any of its roles. */
export const SIDES = ['technical', 'purchasing', 'executive', 'finance'] as const;
export type Side = (typeof SIDES)[number];
const ROLES_OF: Readonly<Record<Side, readonly ContactRole[]>> = {
  technical: ['engineer', 'it', 'clinical'],
  purchasing: ['purchasing'],
  executive: ['executive'],
  finance: ['finance'],
};
/** The stage from which on somebody of a side must be known. */
const NEEDED_FROM: Readonly<Record<Side, Stage>> = {
  technical: 'opportunity_discovery',
  purchasing: 'negotiation_proposal',
  executive: 'negotiation_proposal',
  finance: 'negotiation_contract',
};
/** The stage from which on somebody of high influence must be known. */
const DECIDER_FROM: Stage = 'opportunity_validation';

/** What the map of an account lacks for the stage of its deals. */
export type Gap =
  | { readonly kind: 'side'; readonly side: Side }
  /** Nobody of high influence is known. */
  | { readonly kind: 'decider' }
  /** People of high influence of whom nobody has said how they stand. */
  | { readonly kind: 'attitude'; readonly people: readonly string[] }
  /** People of high influence are against it, and none is for it. */
  | { readonly kind: 'opposed'; readonly people: readonly string[] };

/** The furthest stage of the open deals; null when none is open. */
export function furthestStage(
  deals: readonly Pick<AccountDeal, 'stage' | 'outcome'>[],
): Stage | null {
  const open = deals
    .filter(({ outcome }) => outcome === 'open')
    .map(({ stage }) => STAGES.indexOf(stage));
  return open.length === 0 ? null : (STAGES[Math.max(...open)] ?? null);
}

/** What is missing for a stage; empty when no deal is open. */
export function coverageGaps(people: readonly AccountPerson[], stage: Stage | null): Gap[] {
  if (stage === null) return [];
  const reached = (from: Stage): boolean => STAGES.indexOf(stage) >= STAGES.indexOf(from);
  const gaps: Gap[] = SIDES.filter(
    (side) =>
      reached(NEEDED_FROM[side]) && !people.some(({ role }) => ROLES_OF[side].includes(role)),
  ).map((side) => ({ kind: 'side', side }));
  const high = people.filter(({ influence }) => influence === 'high');
  if (high.length === 0) return reached(DECIDER_FROM) ? [...gaps, { kind: 'decider' }] : gaps;
  const named = (attitude: AccountPerson['attitude']): string[] =>
    high.filter((one) => one.attitude === attitude).map(({ name }) => name);
  const unknown = named(null);
  if (unknown.length > 0) gaps.push({ kind: 'attitude', people: unknown });
  const against = named('opponent');
  if (against.length > 0 && named('supporter').length === 0)
    gaps.push({ kind: 'opposed', people: against });
  return gaps;
}

/** Everybody who reports to a person, directly or not, the person included. Ends also where reports go round in a circle. */
export function under(
  people: readonly Pick<AccountPerson, 'id' | 'managerId'>[],
  id: string,
): Set<string> {
  const found = new Set([id]);
  for (let grown = true; grown;) {
    grown = false;
    for (const one of people) {
      if (one.managerId === null || found.has(one.id) || !found.has(one.managerId)) continue;
      found.add(one.id);
      grown = true;
    }
  }
  return found;
}
