import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPercent } from '#shared/format';
import type { SwitchId } from '#shared/sandbox/request';
import type { RiskVariable } from '#shared/sandbox/run-result';
import { useThemeMode } from '../app/preferences';
import { Chart } from '../kit/chart/Chart';
import { Section } from '../kit/page/Page';
import { themeColors } from '../kit/theme/colors';
import { riskOption } from './charts';
import styles from './sandbox.module.css';
import { parameterText } from './parameter-text';
import { type Figures, useFigures } from './use-figures';

type SandboxText = TFunction<'sandbox'>;

const SWITCHES: readonly string[] = ['rivalPromotes', 'budgetFreeze', 'keyEngineerAway'];

function isSwitch(id: RiskVariable['id']): id is SwitchId {
  return SWITCHES.includes(id);
}

function riskName(risk: RiskVariable, t: SandboxText): string {
  return t(`risk.name.${risk.id}`);
}

/** "If a rival promotes, bookings fall by 12 % (95 % interval −15 % to −9 %)"; never an effect that could be zero. */
function riskSentence(risk: RiskVariable, t: SandboxText, figures: Figures): string {
  const end = (value: number) => parameterText(risk.id, value, figures);
  const condition = isSwitch(risk.id)
    ? t(`risk.if.${risk.id}`)
    : t('risk.ifAssumption', {
        name: riskName(risk, t),
        from: end(risk.from),
        to: end(risk.to),
      });
  const share = (percent: number | null) =>
    formatPercent(percent === null ? null : Math.abs(percent) / 100, 1);
  // "falls by 12 % (9 % to 15 %)": the direction is in the verb, so the ends are given by size.
  const ends = [risk.intervalPct?.low ?? null, risk.intervalPct?.high ?? null];
  const [low = null, high = null] = risk.direction === 'down' ? ends.toReversed() : ends;
  if (risk.notDistinguishable || risk.direction === 'none') {
    return t('risk.sentenceNone', { condition });
  }
  return t(risk.direction === 'up' ? 'risk.sentenceUp' : 'risk.sentenceDown', {
    condition,
    effect: share(risk.effectPct),
    low: share(low),
    high: share(high),
  });
}

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
    return riskOption(risks, (risk) => riskName(risk, t), scale, colors);
  }, [risks, scale, mode, t]);
  const [first] = risks;
  if (first === undefined) return null;
  return (
    <Section title={t('risk.title')}>
      <ol className={styles.risks}>
        {risks.slice(0, 5).map((risk) => (
          <li key={risk.id}>{riskSentence(risk, t, figures)}</li>
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
            riskName(risk, t),
            scale.format(risk.effectMinor, true),
            `${scale.format(risk.intervalMinor.low, true)} … ${scale.format(risk.intervalMinor.high, true)}`,
            formatPercent(risk.effectPct === null ? null : risk.effectPct / 100, 1, true),
          ]),
        }}
      />
    </Section>
  );
}
