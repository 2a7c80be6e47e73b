import { formatChance, formatCount, formatDay, formatDecimal, formatPercent } from '../format';
import type { Origin } from '../pipeline/model';
import { biasOf } from '../sandbox/back-test-bias';
import { costedVariants } from '../sandbox/cost';
import { costSentence } from '../sandbox/cost-text';
import { findingOf } from '../sandbox/finding';
import { findingLines } from '../sandbox/finding-lines';
import { futuresRange } from '../sandbox/futures-range';
import { groundsOf } from '../sandbox/grounds';
import { oneSidedOf } from '../sandbox/one-sided';
import { riskSentence } from '../sandbox/risk-text';
import type { RiskVariable, RunResult } from '../sandbox/run-result';
import { bestAndBaseline, leversBeyondName, rankedVariants, variableName } from './rehearsal';
import type { RankedVariant } from './rehearsal';
import { listed, type DocumentText, type Words } from './text';
import { rehearsedAmount } from '../sandbox/rehearsed-figures';

/** Every merge field a template may use, `{{run.bookings.p50}}` and so on. Names: `document:field.<key>`. */
export const FACT_KEYS = [
  'workspace.name',
  'workspace.user',
  'today',
  'pipeline.name',
  'pipeline.origin',
  'pipeline.source',
  'run.name',
  'run.day',
  'run.horizon',
  'run.replicates',
  'run.seed',
  'run.engine',
  'run.hash',
  'run.variants',
  'run.baseline.variant',
  'run.baseline.p50',
  'run.best.variant',
  'run.best.levers',
  'run.best.chance',
  'run.bookings.p10',
  'run.bookings.p50',
  'run.bookings.p90',
  'run.recommendation',
  'run.comparison',
  'run.costs',
  'run.downside',
  'run.target',
  'run.conversion',
  'run.switches',
  'run.risk1.sentence',
  'run.risk2.sentence',
  'run.risk3.sentence',
  'run.fit.window',
  'run.fit.counts',
  'run.fit.verdict',
  'run.fit.backtest',
  'run.fit.limits',
] as const;

/** What is known for each merge field, already in words; absent or null = missing. */
export type Facts = Readonly<Record<string, string | null>>;

export interface FactSources {
  readonly workspace: { readonly name: string; readonly userName: string };
  /** The day the document is written, ISO. */
  readonly today: string;
  readonly pipeline: {
    readonly name: string;
    readonly origin: Origin;
    readonly sourceNote: string;
  } | null;
  readonly run: RunResult | null;
}

/** Collects every merge field that the sources can fill. Nothing is invented: what is unknown stays null. */
export function collectFacts(sources: FactSources, words: Words): Facts {
  const { pipeline, run } = sources;
  return {
    'workspace.name': sources.workspace.name || null,
    'workspace.user': sources.workspace.userName || null,
    today: formatDay(sources.today, words.language, 'prose'),
    'pipeline.name': pipeline?.name ?? null,
    'pipeline.origin': pipeline ? words.text(`origin.${pipeline.origin}`) : null,
    'pipeline.source': pipeline?.sourceNote.trim() || null,
    ...(run ? runFacts(run, words) : {}),
  };
}

function runFacts(run: RunResult, words: Words): Facts {
  const { language, text } = words;
  const pair = bestAndBaseline(run);
  const { request } = run;
  const names = rankedVariants(run).map((v) => quoted(v.name));
  const general = {
    'run.name': run.name,
    'run.day': formatDay(request.asOfDay, language, 'prose'),
    'run.horizon': text('fact.days', { n: request.horizonDays }),
    'run.replicates': formatCount(run.replicates),
    'run.seed': String(run.seed),
    'run.engine': run.engineVersion,
    'run.hash': run.resultHash.slice(0, 16),
    'run.variants': language === 'en' ? listed(names, words) : names.join(''),
    'run.switches': switchesPhrase(run, text),
    ...fitFacts(run, words),
    ...Object.fromEntries(
      [0, 1, 2].map((i) => [`run.risk${i + 1}.sentence`, riskFact(run.risks[i], run, words)]),
    ),
  };
  return pair ? { ...general, ...outcomeFacts(run, pair, words) } : general;
}

const quoted = (name: string) => `“${name}”`;

type Pair = { readonly best: RankedVariant; readonly baseline: RankedVariant };

function outcomeFacts(run: RunResult, { best, baseline }: Pair, words: Words): Facts {
  const { language, text } = words;
  const amount = (minor: number) => rehearsedAmount(minor, run.currency, language);
  const { bookingsMinor: bookings, wins, conversion, cycleDays, targetChance } = best.result;
  const { targetMinor } = run.request;
  const flow = text('fact.conversion', {
    wins: formatCount(wins.p50),
    mean: formatDecimal(wins.mean, 1),
    low: formatCount(wins.p10),
    high: formatCount(wins.p90),
    rate: formatPercent(conversion?.mean ?? null),
  });
  return {
    'run.baseline.variant': baseline.name,
    'run.baseline.p50': amount(baseline.result.bookingsMinor.p50),
    'run.best.variant': best.name,
    'run.best.levers': leversBeyondName(run, best, words),
    'run.best.chance': formatChance(best.bestChance),
    'run.bookings.p10': amount(bookings.p10),
    'run.bookings.p50': amount(bookings.p50),
    'run.bookings.p90': amount(bookings.p90),
    'run.recommendation': recommendation(run, { best, baseline }, words),
    'run.comparison': comparison(run, { best, baseline }, words),
    'run.costs': costs(run, best.id, words),
    'run.downside': text('fact.downside', {
      best: best.name,
      amount: amount(best.result.cvar5Minor),
    }),
    'run.target':
      targetMinor === null || targetChance === null
        ? null
        : text('fact.target', { target: amount(targetMinor), chance: formatChance(targetChance) }),
    'run.conversion':
      conversion === null
        ? null
        : [flow, cycleDays && text('fact.cycle', { days: formatCount(cycleDays.mean) })]
            .filter(Boolean)
            .join(language === 'en' ? ' ' : ''),
  };
}

/**
 * Honest sentences: a poor fit is said first, then the advice, then the findings behind it, word for word and in the
 * order of the sandbox page.
 */
function recommendation(run: RunResult, { best, baseline }: Pair, words: Words): string | null {
  const { language, text } = words;
  const grounds = groundsOf(run.request.variants, run.fit);
  const finding = findingOf(run.variants, run.ranking, run.fit.verdict, grounds);
  if (finding === null) return null;
  const nameOf = (id: string) => run.request.variants.find((v) => v.id === id)?.name ?? id;
  const values = {
    best: best.name,
    baseline: baseline.name,
    next: nameOf(finding.next?.variantId ?? ''),
    chance: formatChance(best.bestChance),
  };
  const lines = findingLines(finding, { ...run, grounds }, nameOf, (minor) =>
    rehearsedAmount(minor, run.currency, language),
  ).map((line) => text(`finding.${line.key}`, line.values));
  const sentences = [
    ...(finding.warning === null ? [] : [text(`fact.warning.${finding.warning}`)]),
    text(`fact.advice.${finding.advice}`, values),
    ...(lines.length === 0 ? [] : [`${lines.join(text('finding.join'))}${text('finding.end')}`]),
  ];
  return sentences.join(language === 'en' ? ' ' : '');
}

function comparison(run: RunResult, { best, baseline }: Pair, words: Words): string {
  const gap = best.versusBaseline;
  if (run.variants.length === 1) return words.text('fact.gapOnly');
  if (gap === null) return words.text('fact.gapSelf', { best: best.name });
  const amount = (minor: number) => rehearsedAmount(minor, run.currency, words.language);
  const range = futuresRange(gap);
  const values = {
    best: best.name,
    baseline: baseline.name,
    mean: amount(gap.meanMinor),
    better: formatChance(gap.betterChance),
  };
  // Runs of an earlier version kept no distribution of the difference.
  if (range === null) return words.text('fact.gapMean', values);
  const ends = { low: amount(range.low), high: amount(range.high) };
  return words.text('fact.gap', { ...values, ...ends });
}

/** Null where the leader costs no more than the baseline. */
function costs(run: RunResult, bestId: string, { language, text }: Words): string | null {
  return costSentence(
    costedVariants(run).find(({ variantId }) => variantId === bestId),
    (minor) => rehearsedAmount(minor, run.currency, language),
    {
      nameOf: (id) => run.request.variants.find((v) => v.id === id)?.name ?? id,
      text: (key, values) => text(`cost.${key}`, values),
    },
  );
}

function switchesPhrase(run: RunResult, text: DocumentText): string {
  const key = { model: 'fact.switchModel', on: 'fact.switchOn', off: 'fact.switchOff' } as const;
  return Object.entries(run.request.switches)
    .map(([id, state]) => text(key[state], { name: text(`variable.${id}`) }))
    .join(text('fact.semicolon'));
}

/** In the words of the page. */
function riskFact(
  risk: RiskVariable | undefined,
  run: RunResult,
  { language, text }: Words,
): string | null {
  if (!risk) return null;
  return riskSentence(risk, {
    text: (key, values) => text(`risk.${key}`, values),
    amount: (minor) => rehearsedAmount(minor, run.currency, language),
  });
}

function fitFacts(run: RunResult, { language, text }: Words): Facts {
  const { fit } = run;
  const { backTest, counts } = fit;
  const skill = backTest.skill ?? 0;
  const bias = biasOf(backTest.cuts);
  const oneSided = oneSidedOf(backTest.cuts);
  const { observed } = groundsOf(run.request.variants, fit);
  const observedVariants = run.request.variants.filter(({ id }) => observed.has(id));
  const observedNames = listed(
    observedVariants.map(({ name }) => quoted(name)),
    { language, text },
  );
  const assumed = fit.parameters.filter((p) => p.provenance !== 'data');
  const limits = [
    ...(assumed.length > 0
      ? [
          text('fact.limitAssumed', {
            names: listed(
              assumed.map((p) => variableName(p.id, language, text)),
              { language, text },
            ),
          }),
        ]
      : [text('fact.limitNone')]),
    ...(observed.size > 0 ? [text('fact.limitObserved', { names: observedNames })] : []),
    ...(fit.onlyOpenAndClose ? [text('fact.limitOpenClose')] : []),
    ...(counts.rejected > 0
      ? [text('fact.limitRejected', { n: formatCount(counts.rejected) })]
      : []),
  ];
  return {
    'run.fit.window': text('fact.window', { from: fit.windowFromDay, to: fit.windowToDay }),
    'run.fit.counts': text('fact.counts', {
      all: formatCount(counts.opportunities),
      won: formatCount(counts.won),
      lost: formatCount(counts.lost),
      dormant: formatCount(counts.dormant),
      open: formatCount(counts.open),
    }),
    'run.fit.verdict': text('fact.trust', {
      name: text(`verdictName.${fit.verdict}`),
      reading: text(`fact.verdict.${fit.verdict}`),
    }),
    'run.fit.backtest':
      backTest.cuts.length === 0
        ? text('fact.noBacktest')
        : text('fact.backtest', {
            cuts: formatDecimal(backTest.cuts.length, 0),
            hit80: formatPercent(backTest.coverage80),
            hit90: formatPercent(backTest.coverage90),
            skill: text(skill >= 0 ? 'fact.better' : 'fact.worse', {
              n: formatPercent(Math.abs(skill)),
            }),
            oneSided:
              oneSided === null
                ? ''
                : text(`fit.oneSided.${oneSided.side}`, {
                    n: oneSided.tests,
                    p: formatDecimal(oneSided.p, 3),
                  }),
            bias:
              bias === null ? '' : text(`fact.bias.${bias.kind}`, { n: formatPercent(bias.share) }),
          }),
    'run.fit.limits': limits.join(language === 'en' ? ' ' : ''),
  };
}
