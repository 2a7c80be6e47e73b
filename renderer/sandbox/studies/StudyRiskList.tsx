import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatDecimal, formatPercent, NO_VALUE } from '#shared/format';
import type { StudyPlan } from '#shared/sandbox/studies/model';
import { bestVariant } from '#shared/sandbox/studies/best';
import { stressed, studyRiskLine, type StudyRisks } from '#shared/sandbox/study-risk';
import type { StudyRequest } from '#shared/sandbox/study';
import { usePreferences, useThemeMode } from '../../app/preferences';
import { Chart } from '../../kit/chart/Chart';
import { JobBar } from '../../kit/JobBar';
import { Section } from '../../kit/page/Page';
import { ErrorState } from '../../kit/states/ErrorState';
import { themeColors } from '../../kit/theme/colors';
import { Button } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import { intervalOption } from '../charts';
import room from '../sandbox.module.css';
import { readingOf } from '#shared/sandbox/studies/reading';
import type { ShownStudy } from './shown-study';
import styles from './studies.module.css';
import { useFurther } from './use-further';
import { useModelText } from './use-model-text';

/** Risks that are told in sentences. */
const TOLD = 5;

/** What could upset the best variant, measured on demand; the worst of it can be asked as a question of its own. */
export function StudyRiskList(props: {
  readonly shown: ShownStudy;
  readonly plan: Omit<StudyPlan, 'request'>;
  readonly onStress: (request: StudyRequest) => void;
}) {
  const { shown, plan, onStress } = props;
  const { request, result } = shown;
  const { t } = useTranslation('study');
  const { variantId } = bestVariant(result);
  const measure = useFurther('study.risks', { ...plan, request, variantId });
  const risks = measure.found;
  return (
    <Section title={t('risks.title')}>
      {measure.running ? <JobBar progress={measure.progress} onCancel={measure.cancel} /> : null}
      {measure.error === null || measure.running ? null : (
        <ErrorState error={measure.error} onRetry={measure.run} />
      )}
      {risks === null ? (
        <p className={styles.note}>{t('risks.about')}</p>
      ) : (
        <Risks shown={shown} risks={risks} />
      )}
      <div className={styles.controls}>
        <Button loading={measure.running} onClick={measure.run}>
          {t('risks.measure')}
        </Button>
        {risks === null ? null : (
          <Button onClick={() => onStress(stressed(request, risks, shown.model))}>
            {t('risks.stress')}
          </Button>
        )}
      </div>
    </Section>
  );
}

function Risks({ shown, risks }: { readonly shown: ShownStudy; readonly risks: StudyRisks }) {
  const { model, currency, request } = shown;
  const { t } = useTranslation(['study', 'sandbox']);
  const text = useModelText();
  const format = useFormat();
  const mode = useThemeMode();
  const { language } = usePreferences();
  const ranked = model.outputs.find(({ id }) => id === risks.ranked);
  const rows = useMemo(
    () =>
      risks.risks.flatMap((risk) => {
        const effect = risk.effects[risks.ranked];
        const known = (risk.kind === 'switch' ? model.switches : model.assumptions).find(
          ({ id }) => id === risk.id,
        );
        return effect === undefined || known === undefined
          ? []
          : [{ risk, effect, name: text(known.name) }];
      }),
    [risks, model, text],
  );
  const reading = useMemo(
    () =>
      readingOf(
        ranked?.unit ?? 'share',
        currency,
        rows.flatMap(({ effect }) => [effect.low, effect.high]),
        format,
      ),
    [ranked, currency, rows, format],
  );
  const option = useMemo(() => {
    const color = themeColors(mode);
    return intervalOption(
      rows.map(({ effect, name }) => ({
        name,
        low: reading.at(effect.low),
        middle: reading.at(effect.value),
        high: reading.at(effect.high),
        color: effect.notDistinguishable
          ? color.control
          : effect.value > 0
            ? color.success
            : color.error,
      })),
      true,
    );
  }, [rows, reading, mode]);
  if (ranked === undefined) return null;
  const lines = risks.risks.slice(0, TOLD).flatMap((risk) => {
    const line = studyRiskLine(
      risk,
      risks.ranked,
      model,
      language,
      (share) => formatPercent(share, 1),
      (value) => formatDecimal(value, 2),
    );
    return line === null ? [] : [{ id: `${risk.kind} ${risk.id}`, ...line }];
  });
  return (
    <>
      <ol className={room.risks}>
        {lines.map(({ id, key, values }) => (
          <li key={id}>{t(`sandbox:studyRisk.${key}`, values)}</li>
        ))}
      </ol>
      <Chart
        title={t('risks.chart', { output: text(ranked.name) })}
        subtitle={t('risks.note', {
          unit: reading.label || t(`unit.${ranked.unit}`),
          n: formatCount(risks.replicates),
          name: request.variants.find(({ id }) => id === risks.variantId)?.name ?? '',
        })}
        option={option}
        height={60 + rows.length * 32}
        table={{
          header: [t('risks.variable'), t('risks.effect'), t('risks.interval'), t('risks.share')],
          numeric: [false, true, true, true],
          rows: rows.map(({ name, effect }) => [
            name,
            reading.format(effect.value, true),
            `${reading.format(effect.low, true)} … ${reading.format(effect.high, true)}`,
            effect.share === null ? NO_VALUE : formatPercent(effect.share.value, 1, true),
          ]),
        }}
      />
    </>
  );
}
