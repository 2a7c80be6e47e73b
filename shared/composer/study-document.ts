import { formatChance, formatDecimal, formatPercent } from '../format';
import { bestVariant } from '../sandbox/studies/best';
import { studyRiskLine, type StudyRisks } from '../sandbox/study-risk';
import type { Language } from '../workspace/model';
import type { Block, DocumentContent, RichText } from './model';
import {
  type FigureStudy,
  leadingVariant,
  rankedOutput,
  studyFacts,
  studyReading,
} from './study-figures';
import { clip, type DocumentText } from './text';

/** Risks that are told in sentences. */
const TOLD = 6;

interface Making {
  readonly language: Language;
  /** Measured on the leading variant. */
  readonly risks: StudyRisks;
  readonly text: DocumentText;
  readonly newId: () => string;
}

type Paragraph = Extract<RichText['content'][number], { type: 'paragraph' }>;
const paragraph = (text: string): Paragraph => ({
  type: 'paragraph',
  content: [{ type: 'text', text }],
});

/**
 * A kept study as a document: its question and answer, a chart and a table that are drawn from the kept study, its risks in sentences,
 * what it stands on and must not be used for, and a citation that names the result.
 */
export function studyDocument(shown: FigureStudy, making: Making): DocumentContent {
  const { study, model } = shown;
  const { language, risks, text, newId } = making;
  const heading = (key: string): Block => ({
    id: newId(),
    kind: 'heading',
    level: 2,
    text: text(`study.${key}`),
  });
  const rich = (content: RichText['content']): Block => ({
    id: newId(),
    kind: 'richText',
    doc: { type: 'doc', content },
  });
  const bullets = (items: readonly string[]): RichText['content'] =>
    items.length === 0
      ? []
      : [
          {
            type: 'bulletList',
            content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
          },
        ];
  const output = rankedOutput(shown).name[language];
  const chart = (kind: 'studyOutcome' | 'studyComparison'): Block => ({
    id: newId(),
    kind: 'chart',
    caption: text(`study.caption.${kind}`, { output }),
    runId: study.id,
    chart: kind,
  });
  const sentences = risks.risks.slice(0, TOLD).flatMap((risk) => {
    const line = studyRiskLine(
      risk,
      risks.ranked,
      model,
      language,
      (share) => formatPercent(share, 1),
      (value) => formatDecimal(value, 2),
    );
    return line === null ? [] : [text(`studyRisk.${line.key}`, line.values)];
  });
  const limits = model.notFor.map((one) => one[language]);
  return {
    title: clip(study.name, 200),
    language,
    blocks: [
      heading('answerHead'),
      rich([paragraph(model.question[language]), ...answer(shown, making).map(paragraph)]),
      chart('studyComparison'),
      {
        id: newId(),
        kind: 'table',
        caption: text('study.tableCaption', { output }),
        source: { kind: 'rehearsal', runId: study.id, table: 'studyVariants' },
      },
      chart('studyOutcome'),
      heading('risksHead'),
      rich([
        paragraph(text('study.risksIntro', { replicates: risks.replicates })),
        ...bullets(sentences),
      ]),
      heading('groundHead'),
      rich([
        paragraph(text(`study.ground.${study.origin}`, { file: study.source.fileName ?? '' })),
        paragraph(model.source[language]),
        ...bullets(limits),
      ]),
      {
        id: newId(),
        kind: 'citation',
        quote: text('study.citation', { name: study.name, ...studyFacts(shown) }),
        source: text('study.citationSource', { model: model.name[language], who: study.actorName }),
        day: study.source.newest,
        licence: '',
      },
    ],
  };
}

/** Which variant leads, where it will lie, and what it has more than the baseline. */
function answer(shown: FigureStudy, { language, text }: Making): string[] {
  const best = leadingVariant(shown, bestVariant(shown.study.result));
  if (best === null) return [];
  const output = rankedOutput(shown).name[language];
  const reading = studyReading(shown, language, ({ p90 }) => [p90.value]);
  const { difference } = best.figure;
  const facts = {
    name: best.name,
    output,
    chance: formatChance(best.bestChance),
    low: reading.say(best.figure.p10.value),
    middle: reading.say(best.figure.p50.value),
    high: reading.say(best.figure.p90.value),
    gain: reading.say(difference?.mean.value ?? 0, true),
    better: formatChance(difference?.betterChance.value ?? null),
  };
  const gain = difference?.mean;
  const clear = gain !== undefined && Math.abs(gain.value) > 1.96 * gain.se;
  const say = (key: 'today' | 'best' | 'gain' | 'unclear' | 'range') =>
    text(`study.answer.${key}`, facts);
  if (difference === null) return [say('today'), say('range')];
  return [say('best'), say(clear ? 'gain' : 'unclear'), say('range')];
}
