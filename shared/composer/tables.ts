import {
  type AmountScale,
  NO_VALUE,
  formatChance,
  formatCount,
  formatDecimal,
  formatPercent,
} from '../format';
import { costedVariants } from '../sandbox/cost';
import { costTable } from '../sandbox/cost-text';
import { futuresRange, Z95 } from '../sandbox/futures-range';
import { rehearsedAmount } from '../sandbox/rehearsed-figures';
import type { RunResult } from '../sandbox/run-result';
import type { Language } from '../workspace/model';
import type { REHEARSAL_TABLES, RenderedTable } from './model';
import { bestAndBaseline, briefScale, rankedVariants, riskRange } from './rehearsal';
import type { RankedVariant } from './rehearsal';
import type { DocumentText } from './text';

/** A table of a rehearsal with its numbers written in one unit, named in the header. */
export function rehearsalTable(
  run: RunResult,
  table: (typeof REHEARSAL_TABLES)[number],
  language: Language,
  text: DocumentText,
): RenderedTable {
  const of = { variants: variantsTable, costs: costsTable, risks: risksTable, fit: fitTable };
  return of[table](run, language, text);
}

/** Tables that would hold little but dashes: without a stated price there is nothing to tell of costs. */
export function emptyTables(run: RunResult): (typeof REHEARSAL_TABLES)[number][] {
  const isStated = Object.values(run.request.costs ?? {}).some((price) => price !== null);
  return isStated ? [] : ['costs'];
}

interface Column {
  readonly title: string;
  readonly numeric: boolean;
}

const word = (title: string): Column => ({ title, numeric: false });
const number = (title: string): Column => ({ title, numeric: true });

function tableOf(columns: readonly Column[], rows: string[][], note: string): RenderedTable {
  return {
    header: columns.map((c) => c.title),
    numeric: columns.map((c) => c.numeric),
    rows,
    note,
  };
}

function variantsTable(run: RunResult, language: Language, text: DocumentText): RenderedTable {
  const variants = rankedVariants(run);
  const scale = briefScale(
    variants.map((v) => v.result.bookingsMinor.p90),
    run.currency,
    language,
  );
  const unit = scale.label;
  const withTarget = run.request.targetMinor !== null;
  const columns = [
    word(text('table.variant')),
    number(text('table.p10', { unit })),
    number(text('table.p50', { unit })),
    number(text('table.p90', { unit })),
    number(text('table.mean', { unit })),
    number(text('table.wins')),
    number(text('table.best')),
    number(text('table.versus', { unit })),
    ...(withTarget ? [number(text('table.target'))] : []),
  ];
  const rows = variants.map(({ name, result, bestChance, versusBaseline }) => [
    name,
    scale.format(result.bookingsMinor.p10),
    scale.format(result.bookingsMinor.p50),
    scale.format(result.bookingsMinor.p90),
    scale.format(result.bookingsMinor.mean),
    formatDecimal(result.wins.mean, 1),
    formatChance(bestChance),
    versusText(versusBaseline, scale, text),
    ...(withTarget ? [formatChance(result.targetChance)] : []),
  ]);
  const largestError = Math.max(
    0,
    ...variants.map(({ versusBaseline }) => Z95 * (versusBaseline?.seMinor ?? 0)),
  );
  const note = text('table.variantsNote', {
    replicates: formatCount(run.replicates),
    days: run.request.horizonDays,
    seed: run.seed,
    engine: run.engineVersion,
    error: rehearsedAmount(largestError, run.currency, language),
  });
  return tableOf(columns, rows, note);
}

/** The mean difference, and below it between what it lies in 80 % of the futures. */
function versusText(
  versus: RankedVariant['versusBaseline'],
  scale: AmountScale,
  text: DocumentText,
): string {
  if (versus === null) return text('table.baseline');
  const mean = scale.format(versus.meanMinor, true);
  const range = futuresRange(versus);
  if (range === null) return mean;
  const ends = { low: scale.format(range.low, true), high: scale.format(range.high, true) };
  return `${mean}\n${text('table.span', ends)}`;
}

function costsTable(run: RunResult, language: Language, text: DocumentText): RenderedTable {
  const nameOf = (id: string) => run.request.variants.find((v) => v.id === id)?.name ?? id;
  return costTable(costedVariants(run), (minors) => briefScale(minors, run.currency, language), {
    nameOf,
    text: (key, values) => text(`cost.${key}`, values),
  });
}

function risksTable(run: RunResult, language: Language, text: DocumentText): RenderedTable {
  const scale = briefScale(
    run.risks.flatMap((r) => [r.intervalMinor.low, r.intervalMinor.high]),
    run.currency,
    language,
  );
  const unit = scale.label;
  const columns = [
    word(text('table.risk')),
    word(text('table.change')),
    number(text('table.effect', { unit })),
    number(text('table.interval', { unit })),
    number(text('table.percent')),
  ];
  const rows = run.risks.map((risk) => {
    const { from, to } = riskRange(risk, run, { language, text });
    return [
      text(`variable.${risk.id}`),
      risk.kind === 'switch' ? text('table.occurs') : `${from} → ${to}`,
      risk.notDistinguishable ? text('table.noEffect') : scale.format(risk.effectMinor, true),
      text('table.span', {
        low: scale.format(risk.intervalMinor.low, true),
        high: scale.format(risk.intervalMinor.high, true),
      }),
      risk.effectPct === null || risk.notDistinguishable
        ? NO_VALUE
        : formatPercent(risk.effectPct / 100, 1, true),
    ];
  });
  const subject = run.request.variants.find((v) => v.id === run.risks[0]?.variantId);
  const note = text('table.risksNote', {
    variant: subject?.name ?? bestAndBaseline(run)?.best.name ?? '',
    replicates: formatCount(run.risks[0]?.replicates ?? 0),
  });
  return tableOf(columns, rows, note);
}

function fitTable(run: RunResult, _language: Language, text: DocumentText): RenderedTable {
  const { fit } = run;
  const { counts, backTest } = fit;
  const row = (item: string, value: string, reading: string) => [
    text(`table.${item}`),
    value,
    reading,
  ];
  const rows = [
    row(
      'window',
      text('table.span', { low: fit.windowFromDay, high: fit.windowToDay }),
      text('table.windowReading'),
    ),
    row(
      'opportunities',
      formatCount(counts.opportunities),
      text('table.opportunitiesReading', {
        won: formatCount(counts.won),
        lost: formatCount(counts.lost),
        dormant: formatCount(counts.dormant),
        open: formatCount(counts.open),
      }),
    ),
    row('events', formatCount(counts.stageEvents), text('table.eventsReading')),
    row('verdict', text(`verdictName.${fit.verdict}`), text(`fact.verdict.${fit.verdict}`)),
    row('cuts', formatCount(backTest.cuts.length), text('table.cutsReading')),
    row('coverage80', formatPercent(backTest.coverage80), text('table.coverage80Reading')),
    row('coverage90', formatPercent(backTest.coverage90), text('table.coverage90Reading')),
    row('skill', formatPercent(backTest.skill, 0, true), text('table.skillReading')),
    row(
      'brier',
      formatDecimal(backTest.brier, 3),
      text('table.brierReading', { naive: formatDecimal(backTest.naiveBrier, 3) }),
    ),
    row('hash', run.resultHash.slice(0, 16), text('table.hashReading')),
  ];
  const columns = [
    word(text('table.item')),
    word(text('table.value')),
    word(text('table.reading')),
  ];
  return tableOf(columns, rows, text('table.fitNote', { day: fit.asOfDay }));
}
