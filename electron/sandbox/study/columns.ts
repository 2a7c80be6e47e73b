import type { SwitchState } from '#shared/sandbox/request';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { StudyRequest } from '#shared/sandbox/study';

/** One column of figures: what is set, what is forced, and assumptions that are held at a point of their distribution. */
export interface Column {
  /** Every lever of the model. */
  levers: Readonly<Record<string, number>>;
  /** Every switch of the model. */
  switches: Readonly<Record<string, SwitchState>>;
  /** Assumptions held at a quantile, 0–1, instead of drawn. */
  pins: Readonly<Record<string, number>>;
}

/** The columns of a request's variants, in its order. */
export function variantColumns(model: ScenarioModel, request: StudyRequest): Column[] {
  return request.variants.map(({ levers, switches }) => ({
    levers: Object.fromEntries(model.levers.map(({ id, usual }) => [id, levers[id] ?? usual])),
    switches: Object.fromEntries(model.switches.map(({ id }) => [id, switches[id] ?? 'model'])),
    pins: {},
  }));
}

/** The model with a request's assumptions in place of its own. */
export function withAssumptions(
  model: ScenarioModel,
  changed: StudyRequest['assumptions'],
): ScenarioModel {
  const assumptions = model.assumptions.map((one) => ({ ...one, ...changed[one.id] }));
  return { ...model, assumptions };
}
