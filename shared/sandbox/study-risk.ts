import { z } from 'zod';
import type { Language } from '../workspace/model';
import type { ScenarioModel } from './scenario';
import type { StudyRequest } from './study';

/** What could upset a variant: each switch and assumption, measured by forced twins. */

const effectSchema = z.object({
  /** What the output has more with `to` than with `from` in the same future, mean and Monte-Carlo error. */
  value: z.number(),
  se: z.number(),
  /** 90 % interval of that mean. */
  low: z.number(),
  high: z.number(),
  /** The same as shares of the mean with `from`; null where that is 0. */
  share: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** The interval spans 0: no difference could be shown. */
  notDistinguishable: z.boolean(),
});

const studyRiskSchema = z.object({
  /** A switch or an assumption of the model. */
  id: z.string(),
  kind: z.enum(['switch', 'assumption']),
  /** switch: 0 (off) → 1 (on); assumption: its 10 % → its 90 % point, in its unit. */
  from: z.number(),
  to: z.number(),
  effects: z.record(z.string(), effectSchema),
});
export type StudyRisk = z.infer<typeof studyRiskSchema>;

export const studyRisksSchema = z.object({
  variantId: z.string(),
  /** Futures of each twin. */
  replicates: z.int(),
  /** The output whose effects rank the risks. */
  ranked: z.string(),
  /** Largest first; those that cannot be told from 0 come last. */
  risks: z.array(studyRiskSchema),
});
export type StudyRisks = z.infer<typeof studyRisksSchema>;

/** The sentence of a risk; texts: `sandbox:studyRisk.<key>`. */
export interface StudyRiskLine {
  readonly key: 'switch.up' | 'switch.down' | 'assumption.up' | 'assumption.down' | 'none';
  readonly values: Readonly<
    Record<'name' | 'output' | 'from' | 'to' | 'size' | 'low' | 'high', string>
  >;
}

/**
 * What may be said of a risk in one sentence, for one output.
 * @param percent writes a share as a person reads it
 * @param figure writes a number as a person reads it
 */
export function studyRiskLine(
  risk: StudyRisk,
  output: string,
  model: ScenarioModel,
  language: Language,
  percent: (share: number) => string,
  figure: (value: number) => string,
): StudyRiskLine | null {
  const effect = risk.effects[output];
  // A switch and an assumption may have the same id.
  const known = (risk.kind === 'switch' ? model.switches : model.assumptions).find(
    ({ id }) => id === risk.id,
  );
  const told = model.outputs.find(({ id }) => id === output);
  if (effect === undefined || known === undefined || told === undefined) return null;
  const up = effect.value > 0;
  const sign = up ? 1 : -1;
  const { share } = effect;
  const written = (value: number, part: number | undefined): string =>
    share === null || part === undefined ? figure(sign * value) : percent(sign * part);
  const [low, high] = up ? (['low', 'high'] as const) : (['high', 'low'] as const);
  const values = {
    name: risk.kind === 'switch' ? within(known.name[language]) : known.name[language],
    output: within(told.name[language]),
    from: figure(risk.from),
    to: figure(risk.to),
    size: written(effect.value, share?.value),
    low: written(effect[low], share?.[low]),
    high: written(effect[high], share?.[high]),
  };
  if (effect.notDistinguishable) return { key: 'none', values };
  return { key: `${risk.kind}.${up ? 'up' : 'down'}`, values };
}

/** A name in the middle of a sentence; initials stay. */
function within(name: string): string {
  return /^\p{Lu}(\p{Ll}|\s)/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/**
 * The stress preset: every switch in the state, and every assumption at the 10 % or 90 % point, that was measured to be worse for the
 * ranked output. What could not be told from 0 stays as it was.
 */
export function stressed(
  request: StudyRequest,
  { risks, ranked }: StudyRisks,
  model: ScenarioModel,
): StudyRequest {
  const less = model.outputs.find(({ id }) => id === ranked)?.better === 'less';
  const worse = risks.flatMap((risk) => {
    const effect = risk.effects[ranked];
    if (effect === undefined || effect.notDistinguishable) return [];
    return [{ ...risk, to: effect.value > 0 !== less ? risk.from : risk.to }];
  });
  const switches = worse
    .filter(({ kind }) => kind === 'switch')
    .map(({ id, to }) => [id, to === 1 ? ('on' as const) : ('off' as const)] as const);
  const sure = worse
    .filter(({ kind }) => kind === 'assumption')
    .map(({ id, to }) => [id, { mean: to, sd: 0 }] as const);
  return {
    ...request,
    assumptions: { ...request.assumptions, ...Object.fromEntries(sure) },
    variants: request.variants.map((variant) => ({
      ...variant,
      switches: { ...variant.switches, ...Object.fromEntries(switches) },
    })),
  };
}
