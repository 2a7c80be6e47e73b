import chronicCare from '#resources/scenarios/chronic-care.json';
import { scenarioSchema, type ScenarioModel } from '#shared/sandbox/scenario';

/** The product's scenario models. */
export const SCENARIO_MODELS: readonly ScenarioModel[] = [chronicCare].map((model) =>
  scenarioSchema.parse(model),
);
