import {
  playRisks,
  playSensitivity,
  searchTarget,
  type SimulationPool,
} from '#electron/sandbox/index';
import { formatCount, formatDecimal, formatPercent } from '#shared/format';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import { bestVariant } from '#shared/sandbox/studies/best';
import type { StudyRequest, StudyResult } from '#shared/sandbox/study';
import { studyRiskLine, type StudyRisks } from '#shared/sandbox/study-risk';
import type { StudySensitivity } from '#shared/sandbox/study-sensitivity';
import type { TargetAnswer, TargetQuestion } from '#shared/sandbox/study-target';
import type { CliContext } from '../context';
import { alignRows } from '../output';
import { sandboxText } from '../texts';
import { UsageError } from '../usage-error';

type Reach = Omit<TargetQuestion, 'variantId'>;

interface Further {
  model: ScenarioModel;
  data: unknown;
  request: StudyRequest;
  reach: Reach | null;
}

/**
 * `--reach LEVER:OUTPUT=VALUE,CHANCE`, the chance in percent.
 * @throws UsageError
 */
export function readReach(spec: string | null, model: ScenarioModel): Reach | null {
  if (spec === null) return null;
  const [, lever = '', output = '', value = '', percent = ''] =
    /^(\w+):(\w+)=(-?[\d.]+),(\d+)$/.exec(spec) ?? [];
  const [target, chance] = [Number(value), Number(percent) / 100];
  const known =
    model.levers.some(({ id }) => id === lever) && model.outputs.some(({ id }) => id === output);
  if (!known || value === '' || Number.isNaN(target) || !(chance >= 0.01 && chance <= 0.99)) {
    throw new UsageError('reachSpec', { value: spec });
  }
  return { lever, output, target, chance };
}

/** What `--risks`, `--sensitivity` and `--reach` ask beyond the study. */
export async function askFurther(
  context: CliContext,
  pool: SimulationPool,
  { model, data, request, reach }: Further,
  result: StudyResult,
): Promise<{ value: object; lines: string[] }> {
  const { options, jobs } = context;
  const value: {
    risks?: StudyRisks;
    sensitivity?: StudySensitivity;
    reach?: Reach & TargetAnswer;
  } = {};
  const lines: string[] = [];
  if (options.flag('risks')) {
    const leader = bestVariant(result).variantId;
    value.risks = await jobs.run(context.newJob(), 'rehearsal', ({ signal, progress }) =>
      playRisks(pool, model, data, request, leader, {
        signal,
        onProgress: (done, total) => progress(done, total, 'risk'),
      }),
    );
    lines.push('', ...riskLines(context, model, request, value.risks));
  }
  if (options.flag('sensitivity')) {
    const leader = bestVariant(result).variantId;
    const found = await jobs.run(context.newJob(), 'rehearsal', ({ signal, progress }) =>
      playSensitivity(pool, model, data, request, leader, {
        signal,
        onProgress: (done, total) => progress(done, total, 'risk'),
      }),
    );
    value.sensitivity = found;
    lines.push('', ...sensitivityLines(context, model, result.ranked, found));
  }
  if (reach !== null) {
    const variantId = request.variants[0]?.id ?? '';
    const answer = await jobs.run(context.newJob(), 'rehearsal', ({ signal }) =>
      searchTarget(pool, model, data, request, { ...reach, variantId }, { signal }),
    );
    value.reach = { ...reach, ...answer };
    lines.push('', reachLine(context, model, reach, answer));
  }
  return { value, lines };
}

function riskLines(
  { text, language }: CliContext,
  model: ScenarioModel,
  request: StudyRequest,
  risks: StudyRisks,
): string[] {
  const sentence = sandboxText(language);
  const output = model.outputs.find(({ id }) => id === risks.ranked);
  const head = text('study.risks', {
    name: request.variants.find(({ id }) => id === risks.variantId)?.name ?? '',
    output: output?.name[language] ?? '',
    replicates: risks.replicates,
  });
  const each = risks.risks.flatMap((risk) => {
    const line = studyRiskLine(
      risk,
      risks.ranked,
      model,
      language,
      (share) => formatPercent(share, 1),
      plain,
    );
    return line === null ? [] : [`  ${sentence(`studyRisk.${line.key}`, line.values)}`];
  });
  return [head, ...each];
}

function sensitivityLines(
  { text, language }: CliContext,
  model: ScenarioModel,
  ranked: string,
  { points, inputs }: StudySensitivity,
): string[] {
  const output = model.outputs.find(({ id }) => id === ranked);
  const rows = inputs.map(({ id, shares }) => {
    const { first, total } = shares[ranked] ?? { first: null, total: null };
    const told = (share: { value: number; se: number } | null): string =>
      share === null ? '–' : `${formatPercent(share.value, 1)} ± ${formatPercent(2 * share.se, 1)}`;
    const name = model.assumptions.find((one) => one.id === id)?.name[language] ?? id;
    return [name, told(first), told(total)];
  });
  const heads = [text('study.assumption'), text('study.first'), text('study.total')];
  return [
    text('study.sensitivity', { output: output?.name[language] ?? '', points }),
    ...alignRows([heads, ...rows], [false, true, true]),
  ];
}

function reachLine(
  { text, language }: CliContext,
  model: ScenarioModel,
  reach: Reach,
  { position, between, tried }: TargetAnswer,
): string {
  const lever = model.levers.find(({ id }) => id === reach.lever);
  const output = model.outputs.find(({ id }) => id === reach.output);
  const highest = tried.toSorted((a, b) => b.chance - a.chance)[0];
  const chosen = tried.find((one) => one.position === position) ?? highest;
  const at = (value: number | null): string => (value === null ? '–' : plain(value));
  return text(position === null ? 'study.notReached' : 'study.reached', {
    lever: lever?.name[language] ?? '',
    output: output?.name[language] ?? '',
    target: output === undefined ? '' : toldFigure(output, reach.target),
    wanted: formatPercent(reach.chance),
    position: at(position ?? highest?.position ?? null),
    chance: formatPercent(chosen?.chance ?? 0, 1),
    sure: at(between.sure),
    possible: at(between.possible),
  });
}

/** A figure of an output as people read it. */
export function toldFigure({ unit }: ScenarioModel['outputs'][number], value: number): string {
  return unit === 'share' || unit === 'chance' ? formatPercent(value, 1) : plain(value);
}

function plain(value: number): string {
  return Math.abs(value) < 100 ? formatDecimal(value, 2) : formatCount(Math.round(value));
}
