import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatChance, formatCount } from '#shared/format';
import type { ScenarioOutput } from '#shared/sandbox/scenario';
import { bestVariant } from '#shared/sandbox/studies/best';
import type { StudyCourse } from '#shared/sandbox/study';
import { unbroken } from '#shared/unbroken';
import { useThemeMode } from '../../app/preferences';
import { Chart, type ChartTable } from '../../kit/chart/Chart';
import { Section } from '../../kit/page/Page';
import { chartSeriesColors } from '../../kit/theme/chart-palette';
import { themeColors } from '../../kit/theme/colors';
import { Segmented } from '../../kit/ui';
import room from '../sandbox.module.css';
import type { Reading } from '#shared/sandbox/studies/reading';
import { type Curve, densityOption, distributionOption, fanOption } from './study-charts';
import { type ShownStudy, useDifferenceReading, useReading } from './shown-study';
import styles from './studies.module.css';
import { StudyTable } from './StudyTable';
import { useModelText } from './use-model-text';

/** The answer in a sentence, then the pictures of one output, then the table of all variants. */
export const StudyView = memo(function StudyView({ shown }: { readonly shown: ShownStudy }) {
  const { t } = useTranslation('study');
  const text = useModelText();
  const { model, result } = shown;
  const [chosen, setChosen] = useState<string | null>(null);
  const output =
    model.outputs.find(({ id }) => id === (chosen ?? result.ranked)) ?? model.outputs[0];
  const reading = useReading(shown, output);
  if (output === undefined) return null;
  return (
    <>
      <Answer shown={shown} />
      <Segmented<string>
        aria-label={t('output')}
        value={output.id}
        options={model.outputs.map(({ id, name }) => ({ value: id, label: text(name) }))}
        onChange={setChosen}
      />
      <div className={room.charts}>
        <Shape shown={shown} output={output} reading={reading} />
        <Fan shown={shown} output={output} reading={reading} />
      </div>
      <Section title={t('table.title', { output: text(output.name) })}>
        <StudyTable shown={shown} output={output} reading={reading} />
      </Section>
    </>
  );
});

function nameOf({ request }: ShownStudy, id: string): string {
  return request.variants.find((variant) => variant.id === id)?.name ?? id;
}

/** Which variant is best, by how much, and in how many futures. */
function Answer({ shown }: { readonly shown: ShownStudy }) {
  const { t } = useTranslation('study');
  const text = useModelText();
  const { model, result } = shown;
  const ranked = model.outputs.find(({ id }) => id === result.ranked);
  const reading = useReading(shown, ranked);
  const more = useDifferenceReading(shown, ranked);
  const best = bestVariant(result);
  const figure = best.outputs[result.ranked];
  if (ranked === undefined || figure === undefined) return null;
  const { difference } = figure;
  // The 95 % interval of the mean difference: around zero, nothing is said of an effect.
  const slack = 1.96 * (difference?.mean.se ?? 0);
  const gain = difference?.mean.value ?? 0;
  const clear = difference !== null && Math.abs(gain) > slack;
  const facts = {
    name: nameOf(shown, best.variantId),
    output: text(ranked.name),
    chance: formatChance(best.bestChance.value),
    low: reading.say(figure.p10.value),
    middle: reading.say(figure.p50.value),
    high: reading.say(figure.p90.value),
    gain: unbroken(more.say(gain, true)),
    better: formatChance(difference?.betterChance.value ?? null),
  };
  return (
    <div className={room.headline} role="status">
      <p className={room.finding}>
        {t(difference === null ? 'answer.today' : 'answer.best', facts)}
      </p>
      {difference === null ? null : <p>{t(clear ? 'answer.gain' : 'answer.unclear', facts)}</p>}
      <p>{t('answer.range', facts)}</p>
      <p className={room.note}>{t('answer.futures', { n: formatCount(result.replicates) })}</p>
    </div>
  );
}

interface PictureProps {
  readonly shown: ShownStudy;
  readonly output: ScenarioOutput;
  readonly reading: Reading;
}

/** Density or distribution function of every variant; the best one has its quantiles marked. */
function Shape({ shown, output, reading }: PictureProps) {
  const { t } = useTranslation('study');
  const text = useModelText();
  const mode = useThemeMode();
  const [kind, setKind] = useState<'density' | 'cumulative'>('density');
  const curves = useMemo(
    () =>
      shown.result.variants.flatMap<Curve>(({ variantId, outputs }) => {
        const figure = outputs[output.id];
        return figure === undefined ? [] : [{ name: nameOf(shown, variantId), figure }];
      }),
    [shown, output],
  );
  const option = useMemo(() => {
    const { variantId } = bestVariant(shown.result);
    const marked = shown.result.variants.findIndex((one) => one.variantId === variantId);
    const draw = kind === 'density' ? densityOption : distributionOption;
    return draw(curves, marked, reading, themeColors(mode).text);
  }, [curves, kind, reading, mode, shown.result]);
  const table: ChartTable = {
    header: [t('chart.percentile'), ...curves.map(({ name }) => name)],
    numeric: [true, ...curves.map(() => true)],
    rows: [5, 10, 25, 50, 75, 90, 95].map((percent) => [
      `P${percent}`,
      ...curves.map(({ figure }) => reading.format(figure.quantiles[percent] ?? 0)),
    ]),
  };
  return (
    <div className={styles.picture}>
      <Segmented<'density' | 'cumulative'>
        size="small"
        aria-label={t('chart.kind')}
        value={kind}
        options={[
          { value: 'density', label: t('chart.density') },
          { value: 'cumulative', label: t('chart.cumulative') },
        ]}
        onChange={setKind}
      />
      <Chart
        title={t(`chart.${kind}Title`, { output: text(output.name) })}
        subtitle={t('chart.unit', { unit: reading.label || t(`unit.${output.unit}`) })}
        option={option}
        height={300}
        table={table}
      />
    </div>
  );
}

/** How the best variant's output comes about over time, where the model tells it. */
function Fan({ shown, output, reading }: PictureProps) {
  const best = bestVariant(shown.result);
  const course = best.outputs[output.id]?.course ?? null;
  if (course === null) return null;
  const name = nameOf(shown, best.variantId);
  return <FanChart {...{ course, name, output, reading }} step={shown.model.step} />;
}

function FanChart(props: {
  readonly course: StudyCourse;
  readonly name: string;
  readonly output: ScenarioOutput;
  readonly reading: Reading;
  readonly step: 'day' | 'week';
}) {
  const { course, name, output, reading, step } = props;
  const { t } = useTranslation('study');
  const text = useModelText();
  const mode = useThemeMode();
  const option = useMemo(() => {
    const names = {
      step: (index: number) => t(`chart.step.${step}`, { n: index + 1 }),
      bands: [t('chart.band90'), t('chart.band80'), t('chart.median')] as const,
    };
    return fanOption(course, reading, names, chartSeriesColors(mode)[0] ?? '');
  }, [course, reading, mode, step, t]);
  const points = ['p5', 'p10', 'p50', 'p90', 'p95'] as const;
  return (
    <Chart
      title={t('chart.fanTitle', { output: text(output.name), name })}
      subtitle={t('chart.unit', { unit: reading.label || t(`unit.${output.unit}`) })}
      option={option}
      height={324}
      table={{
        header: [t('chart.time'), ...points.map((point) => point.toUpperCase())],
        numeric: [false, true, true, true, true, true],
        rows: course.p50.map((_value, index) => [
          t(`chart.step.${step}`, { n: index + 1 }),
          ...points.map((point) => reading.format(course[point][index] ?? 0)),
        ]),
      }}
    />
  );
}
