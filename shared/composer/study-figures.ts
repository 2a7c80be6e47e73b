import { formatChance, formatCount, NO_VALUE } from '../format';
import { rehearsedAmount } from '../sandbox/rehearsed-figures';
import type { ScenarioModel, ScenarioOutput } from '../sandbox/scenario';
import { currencyOf, type StudyRecord } from '../sandbox/studies/model';
import { type Reading, readingOf } from '../sandbox/studies/reading';
import type { StudyFigure, StudyResult } from '../sandbox/study';
import type { Language } from '../workspace/model';
import type { RenderedTable } from './model';
import { briefScale } from './rehearsal';
import type { DocumentText } from './text';

/** A kept study with the model that it was asked of: what a figure of a document is drawn from. */
export interface FigureStudy {
  readonly study: StudyRecord;
  readonly model: ScenarioModel;
}

/** One variant by the ranked output, as a document names it. */
export interface RankedVariant {
  readonly id: string;
  readonly name: string;
  readonly figure: StudyFigure;
  readonly bestChance: number;
  readonly expectedRegret: number;
}

/** Variants as the study has them, the baseline first; those without the ranked output are left out. */
export function studyVariants({ study }: FigureStudy): RankedVariant[] {
  const { request, result } = study;
  return result.variants.flatMap(({ variantId, outputs, bestChance, expectedRegret }) => {
    const figure = outputs[result.ranked];
    const name = request.variants.find(({ id }) => id === variantId)?.name ?? variantId;
    return figure === undefined
      ? []
      : [
          {
            id: variantId,
            name,
            figure,
            bestChance: bestChance.value,
            expectedRegret: expectedRegret.value,
          },
        ];
  });
}

/** The output by which variants are ranked. @throws RangeError when the model has it no more */
export function rankedOutput({ model, study }: FigureStudy): ScenarioOutput {
  const found = model.outputs.find(({ id }) => id === study.result.ranked);
  if (found === undefined) throw new RangeError(`${model.id} has no output ${study.result.ranked}`);
  return found;
}

/** One unit over all figures of the ranked output, or over their differences from the baseline, in the document's language. */
export function studyReading(
  shown: FigureStudy,
  language: Language,
  values: (figure: StudyFigure) => readonly number[],
): Reading {
  const figures = studyVariants(shown).flatMap(({ figure }) => values(figure));
  return readingOf(rankedOutput(shown).unit, currencyOf(shown.study.source), figures, {
    scale: (minors, currency) => briefScale(minors, currency, language),
    amount: (minor, currency) => rehearsedAmount(minor, currency, language),
  });
}

/** Futures, seed, engine and fingerprint: what it takes to play a study again. */
export function studyFacts({ study, model }: FigureStudy): Record<string, string | number> {
  const { result, request } = study;
  return {
    replicates: formatCount(result.replicates),
    seed: request.seed,
    engine: result.engineVersion,
    version: model.version,
    hash: result.resultHash.slice(0, 16),
    data: study.dataHash.slice(0, 8),
  };
}

/** Every variant's figures of the ranked output. */
export function studyTable(
  shown: FigureStudy,
  language: Language,
  text: DocumentText,
): RenderedTable {
  const reading = studyReading(shown, language, ({ p90 }) => [p90.value]);
  const more = studyReading(shown, language, ({ difference }) =>
    difference === null ? [] : [difference.mean.value],
  );
  const unit = reading.label || text(`study.unit.${rankedOutput(shown).unit}`);
  const gap = more.label || unit;
  const rows = studyVariants(shown).map(({ name, figure, bestChance }) => {
    const { difference } = figure;
    return [
      name,
      reading.format(figure.p10.value),
      reading.format(figure.p50.value),
      reading.format(figure.p90.value),
      reading.format(figure.mean.value),
      difference === null ? text('table.baseline') : more.format(difference.mean.value, true),
      difference === null ? NO_VALUE : formatChance(difference.betterChance.value),
      formatChance(bestChance),
    ];
  });
  const header = [
    text('table.variant'),
    text('table.p10', { unit }),
    text('table.p50', { unit }),
    text('table.p90', { unit }),
    text('table.mean', { unit }),
    text('table.versus', { unit: gap }),
    text('study.better'),
    text('table.best'),
  ];
  return {
    header,
    numeric: header.map((_, column) => column > 0),
    rows,
    note: text('study.tableNote', {
      output: rankedOutput(shown).name[language],
      ...studyFacts(shown),
    }),
  };
}

/** The result's variant that is best in most futures, as a document names it. */
export function leadingVariant(shown: FigureStudy, best: StudyResult['variants'][number]) {
  return studyVariants(shown).find(({ id }) => id === best.variantId) ?? null;
}
