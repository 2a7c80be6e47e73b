import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatPercent, NO_VALUE } from '#shared/format';
import type { StudyPlan } from '#shared/sandbox/studies/model';
import { bestVariant } from '#shared/sandbox/studies/best';
import type { StudySensitivity } from '#shared/sandbox/study-sensitivity';
import { useThemeMode } from '../../app/preferences';
import { Chart } from '../../kit/chart/Chart';
import { JobBar } from '../../kit/JobBar';
import { Section } from '../../kit/page/Page';
import { ErrorState } from '../../kit/states/ErrorState';
import { chartSeriesColors } from '../../kit/theme/chart-palette';
import { Button } from '../../kit/ui';
import type { ShownStudy } from './shown-study';
import { sharesOption } from './study-charts';
import styles from './studies.module.css';
import { useFurther } from './use-further';
import { useModelText } from './use-model-text';

/** Which uncertain assumption the spread of the best variant comes from, asked on demand: it plays thousands of points. */
export function StudySensitivityList(props: {
  readonly shown: ShownStudy;
  readonly plan: Omit<StudyPlan, 'request'>;
}) {
  const { shown, plan } = props;
  const { request, result } = shown;
  const { t } = useTranslation('study');
  const { variantId } = bestVariant(result);
  const measure = useFurther('study.sensitivity', { ...plan, request, variantId });
  return (
    <Section title={t('sensitivity.title')}>
      {measure.running ? <JobBar progress={measure.progress} onCancel={measure.cancel} /> : null}
      {measure.error === null || measure.running ? null : (
        <ErrorState error={measure.error} onRetry={measure.run} />
      )}
      {measure.found === null ? (
        <p className={styles.note}>{t('sensitivity.about')}</p>
      ) : measure.found.inputs.length === 0 ? (
        <p className={styles.note}>{t('sensitivity.nothing')}</p>
      ) : (
        <Shares shown={shown} sensitivity={measure.found} />
      )}
      <div className={styles.controls}>
        <Button loading={measure.running} onClick={measure.run}>
          {t('sensitivity.measure')}
        </Button>
      </div>
    </Section>
  );
}

function Shares(props: { readonly shown: ShownStudy; readonly sensitivity: StudySensitivity }) {
  const { shown, sensitivity } = props;
  const { model, result, request } = shown;
  const { t } = useTranslation('study');
  const text = useModelText();
  const mode = useThemeMode();
  const ranked = model.outputs.find(({ id }) => id === result.ranked);
  const rows = useMemo(
    () =>
      sensitivity.inputs.flatMap(({ id, shares }) => {
        const share = shares[result.ranked];
        const known = model.assumptions.find((one) => one.id === id);
        return share === undefined || known === undefined
          ? []
          : [{ name: text(known.name), ...share }];
      }),
    [sensitivity, result.ranked, model, text],
  );
  const option = useMemo(
    () =>
      sharesOption(
        rows.map(({ name, first, total }) => ({ name, first: first.value, total: total.value })),
        { first: t('sensitivity.first'), total: t('sensitivity.total') },
        chartSeriesColors(mode),
      ),
    [rows, mode, t],
  );
  const [leading] = rows;
  if (ranked === undefined || leading === undefined) return null;
  const told = (one: { readonly value: number; readonly se: number } | undefined) =>
    one === undefined
      ? NO_VALUE
      : `${formatPercent(one.value, 1)} ± ${formatPercent(1.96 * one.se, 1)}`;
  return (
    <>
      <p role="status">
        {t('sensitivity.lead', {
          name: leading.name,
          output: text(ranked.name),
          share: formatPercent(leading.total.value, 0),
          error: formatPercent(1.96 * leading.total.se, 0),
        })}
      </p>
      <Chart
        title={t('sensitivity.chart', { output: text(ranked.name) })}
        subtitle={t('sensitivity.note', {
          name: request.variants.find(({ id }) => id === sensitivity.variantId)?.name ?? '',
          n: formatCount(sensitivity.points),
        })}
        option={option}
        height={72 + rows.length * 40}
        table={{
          header: [t('sensitivity.variable'), t('sensitivity.first'), t('sensitivity.total')],
          numeric: [false, true, true],
          rows: rows.map(({ name, first, total }) => [name, told(first), told(total)]),
        }}
      />
    </>
  );
}
