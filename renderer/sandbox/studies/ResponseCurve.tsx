import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScenarioLever } from '#shared/sandbox/scenario';
import type { StudyPlan } from '#shared/sandbox/studies/model';
import { MOST_STUDY_VARIANTS, type StudyResult } from '#shared/sandbox/study';
import { followCosts } from '#shared/sandbox/usual-costs';
import { call } from '../../app/api';
import { useJobStore } from '../../app/jobs';
import { useThemeMode } from '../../app/preferences';
import { Chart } from '../../kit/chart/Chart';
import { Section } from '../../kit/page/Page';
import { ErrorState } from '../../kit/states/ErrorState';
import { chartSeriesColors } from '../../kit/theme/chart-palette';
import { Button } from '../../kit/ui';
import { readingOf } from '#shared/sandbox/studies/reading';
import { useFormat } from '../../kit/use-format';
import { LeverAndVariant } from './LeverAndVariant';
import { type ResponsePoint, responseOption } from './study-charts';
import type { ShownStudy } from './shown-study';
import { leverUnit } from './StudyVariants';
import styles from './studies.module.css';
import { useModelText } from './use-model-text';

const REPLICATES = 1024;

/** Eight positions of a lever, evenly from one end to the other, on its steps. */
function positionsOf({ least, most, step }: ScenarioLever): number[] {
  const last = MOST_STUDY_VARIANTS - 1;
  const at = (index: number) => least + Math.round(((most - least) * index) / last / step) * step;
  const all = Array.from({ length: MOST_STUDY_VARIANTS }, (_, index) => Math.min(most, at(index)));
  return [...new Set(all)];
}

/** What one lever of a variant does to the ranked output, all others as they stand there; usual costs follow it. */
export function ResponseCurve(props: {
  readonly shown: ShownStudy;
  readonly plan: Omit<StudyPlan, 'request'>;
  readonly places: number;
}) {
  const { shown, plan, places } = props;
  const { model, request, currency } = shown;
  const { t } = useTranslation('study');
  const text = useModelText();
  const mode = useThemeMode();
  const format = useFormat();
  const [leverId, setLever] = useState(model.levers[0]?.id ?? '');
  const [variantId, setVariant] = useState(request.variants.at(-1)?.id ?? '');
  const [answer, setAnswer] = useState<{
    readonly to: string;
    readonly result: StudyResult;
  } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [running, setRunning] = useState(false);
  const lever = model.levers.find(({ id }) => id === leverId);
  const variant =
    request.variants.find(({ id }) => id === variantId) ?? request.variants.at(-1) ?? null;
  const ranked = model.outputs.find(({ id }) => id === (request.ranked ?? model.ranked));

  // What was found answers its own question and no other.
  const question = JSON.stringify([
    plan,
    places,
    leverId,
    variant,
    request.assumptions,
    request.seed,
  ]);
  const found = answer?.to === question ? answer.result : null;

  const play = async () => {
    if (lever === undefined || variant === null) return;
    const jobId = crypto.randomUUID();
    setRunning(true);
    setError(null);
    const variants = positionsOf(lever).map((value) => ({
      ...variant,
      id: `at${value}`,
      name: String(value),
      levers: followCosts(
        model,
        { levers: variant.levers, places },
        { levers: { ...variant.levers, [lever.id]: value }, places },
      ),
    }));
    try {
      const asked = { ...request, variants, replicates: REPLICATES, precision: null };
      const result = await call('study.preview', { ...plan, request: asked, jobId });
      setAnswer({ to: question, result });
    } catch (thrown) {
      setError(thrown);
    } finally {
      useJobStore.getState().dismiss(jobId);
      setRunning(false);
    }
  };

  const points = useMemo(
    () =>
      (found?.variants ?? []).flatMap<ResponsePoint>(({ variantId: id, outputs }) => {
        const figure = outputs[found?.ranked ?? ''];
        return figure === undefined ? [] : [{ label: id.slice(2), figure }];
      }),
    [found],
  );
  const reading = useMemo(
    () =>
      readingOf(
        ranked?.unit ?? 'share',
        currency,
        points.map(({ figure }) => figure.p90.value),
        format,
      ),
    [ranked, currency, points, format],
  );
  const option = useMemo(
    () =>
      responseOption(
        points,
        reading,
        { middle: t('chart.median'), band: t('chart.band80') },
        chartSeriesColors(mode)[0] ?? '',
      ),
    [points, reading, mode, t],
  );
  return (
    <Section title={t('response.title')}>
      <div className={styles.controls}>
        <LeverAndVariant
          shown={shown}
          lever={{ label: t('response.lever'), id: leverId, onChange: setLever }}
          variant={{ label: t('response.variant'), id: variant?.id ?? '', onChange: setVariant }}
        />
        <Button loading={running} onClick={() => void play()}>
          {t('response.play')}
        </Button>
      </div>
      {error === null ? null : <ErrorState error={error} onRetry={() => void play()} />}
      {points.length === 0 || lever === undefined || ranked === undefined ? (
        <p className={styles.note}>{t('response.about')}</p>
      ) : (
        <Chart
          title={t('response.chart', { lever: text(lever.name), output: text(ranked.name) })}
          subtitle={t('response.units', {
            x: leverUnit(lever, currency) || t(`unit.${lever.unit}`),
            y: reading.label || t(`unit.${ranked.unit}`),
          })}
          option={option}
          height={280}
          table={{
            header: [text(lever.name), 'P10', 'P50', 'P90'],
            numeric: [true, true, true, true],
            rows: points.map(({ label, figure }) => [
              label,
              reading.format(figure.p10.value),
              reading.format(figure.p50.value),
              reading.format(figure.p90.value),
            ]),
          }}
        />
      )}
    </Section>
  );
}
