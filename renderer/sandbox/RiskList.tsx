import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type RiskText, riskSentence } from '#shared/sandbox/risk-text';
import type { RiskVariable } from '#shared/sandbox/run-result';
import { useThemeMode } from '../app/preferences';
import { Chart } from '../kit/chart/Chart';
import { Section } from '../kit/page/Page';
import { themeColors } from '../kit/theme/colors';
import { riskOption } from './charts';
import styles from './sandbox.module.css';
import { useFigures } from './use-figures';
import { effectShare } from '#shared/sandbox/rehearsed-figures';

/** Risk variables by measured effect: sentence, chart with error, table. */
export function RiskList(props: {
  readonly risks: readonly RiskVariable[];
  readonly currency: string;
  readonly nameOf: (variantId: string) => string;
}) {
  const { t } = useTranslation('sandbox');
  const mode = useThemeMode();
  const figures = useFigures(props.currency);
  const { risks } = props;
  const scale = figures.scale(
    risks.flatMap((risk) => [risk.intervalMinor.low, risk.intervalMinor.high]),
  );
  const option = useMemo(() => {
    const color = themeColors(mode);
    const colors = { up: color.success, down: color.error, none: color.control };
    return riskOption(risks, (risk) => t(`risk.name.${risk.id}`), scale, colors);
  }, [risks, scale, mode, t]);
  const [first] = risks;
  if (first === undefined) return null;
  const text: RiskText = (key, values) => t(`risk.${key}`, { ...values });
  return (
    <Section title={t('risk.title')}>
      <ol className={styles.risks}>
        {risks.slice(0, 5).map((risk) => (
          <li key={risk.id}>{riskSentence(risk, { text, amount: figures.amount })}</li>
        ))}
      </ol>
      <Chart
        title={t('risk.chart')}
        subtitle={t('risk.chartNote', {
          unit: scale.label,
          n: first.replicates,
          variant: props.nameOf(first.variantId),
        })}
        option={option}
        height={60 + risks.length * 32}
        table={{
          header: [
            t('risk.variable'),
            t('risk.effect', { unit: scale.label }),
            t('risk.interval', { unit: scale.label }),
            t('risk.effectPct'),
          ],
          numeric: [false, true, true, true],
          rows: risks.map((risk) => [
            t(`risk.name.${risk.id}`),
            scale.format(risk.effectMinor, true),
            `${scale.format(risk.intervalMinor.low, true)} … ${scale.format(risk.intervalMinor.high, true)}`,
            effectShare(risk.effectPct, true),
          ]),
        }}
      />
    </Section>
  );
}
