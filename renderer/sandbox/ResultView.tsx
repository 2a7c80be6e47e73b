import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CostedVariant } from '#shared/sandbox/cost';
import type { Ranking, RiskVariable, VariantResult } from '#shared/sandbox/run-result';
import { useThemeMode } from '../app/preferences';
import { Chart } from '../kit/chart/Chart';
import { chartSeriesColors } from '../kit/theme/chart-palette';
import { Section } from '../kit/page/Page';
import { CostSection } from './CostSection';
import { comparisonOption, distributionOption } from './charts';
import { findingOf, type Finding, type Verdict } from '#shared/sandbox/finding';
import type { Grounds } from '#shared/sandbox/grounds';
import { Headline } from './Headline';
import { RiskList } from './RiskList';
import styles from './sandbox.module.css';
import { useFigures } from './use-figures';
import { VariantTable } from './VariantTable';

/** The part of a result that is there both while it grows and when it is finished. */
export interface ShownResult {
  readonly variants: readonly VariantResult[];
  readonly ranking: Ranking;
  readonly replicates: number;
  readonly currency: string;
  readonly targetMinor: number | null;
  readonly risks: readonly RiskVariable[] | null;
  /** Costs and net results; null while the run is under way. */
  readonly costed: readonly CostedVariant[] | null;
  /** How far to trust the model; null while the run is under way. */
  readonly verdict: Verdict | null;
  /** What the variants rest on; null while the run is under way. */
  readonly grounds: Grounds | null;
  readonly nameOf: (variantId: string) => string;
}

/** The answer in one sentence, then the pictures and tables behind it. Drawn again only when the result changes. */
export const ResultView = memo(function ResultView({ shown }: { readonly shown: ShownResult }) {
  const { t } = useTranslation('sandbox');
  const finding = findingOf(shown.variants, shown.ranking, shown.verdict, shown.grounds);
  return (
    <>
      <Headline shown={shown} />
      <div className={styles.charts}>
        <Comparison shown={shown} />
        <Distribution shown={shown} />
      </div>
      <Section title={t('table.title')}>
        <VariantTable
          variants={shown.variants}
          ranking={shown.ranking}
          currency={shown.currency}
          nameOf={shown.nameOf}
          hasTarget={shown.targetMinor !== null}
          winnerId={isSettled(finding) ? finding.variantId : null}
          growing={shown.risks === null}
        />
      </Section>
      {shown.costed === null ? null : (
        <CostSection
          costed={shown.costed}
          currency={shown.currency}
          nameOf={shown.nameOf}
          leaderId={finding?.variantId ?? null}
        />
      )}
      {shown.risks === null ? null : (
        <RiskList risks={shown.risks} currency={shown.currency} nameOf={shown.nameOf} />
      )}
    </>
  );
});

/** Only a leader of both comparisons is set apart from the others. */
function isSettled(finding: Finding | null): finding is Finding {
  return finding?.kind === 'best' && finding.next?.standing !== 'open';
}

function Comparison({ shown }: { readonly shown: ShownResult }) {
  const { t } = useTranslation('sandbox');
  const mode = useThemeMode();
  const figures = useFigures(shown.currency);
  const scale = useMemo(
    () => figures.scale(shown.variants.map((variant) => variant.bookingsMinor.p90)),
    [figures, shown],
  );
  const option = useMemo(
    () => comparisonOption(shown.variants, shown.nameOf, scale, chartSeriesColors(mode)),
    [shown, scale, mode],
  );
  return (
    <Chart
      title={t('chart.comparison')}
      subtitle={t('chart.comparisonNote', { unit: scale.label })}
      option={option}
      height={80 + shown.variants.length * 44}
      table={{
        header: [t('table.variant'), t('table.p10'), t('table.p50'), t('table.p90')],
        numeric: [false, true, true, true],
        rows: shown.variants.map(({ variantId, bookingsMinor: b }) => [
          shown.nameOf(variantId),
          scale.format(b.p10),
          scale.format(b.p50),
          scale.format(b.p90),
        ]),
      }}
    />
  );
}

function Distribution({ shown }: { readonly shown: ShownResult }) {
  const { t } = useTranslation('sandbox');
  const figures = useFigures(shown.currency);
  const scale = useMemo(
    () => figures.scale(shown.variants.map((variant) => variant.bookingsMinor.p90)),
    [figures, shown],
  );
  const option = useMemo(() => {
    const target =
      shown.targetMinor === null ? null : { minor: shown.targetMinor, label: t('form.target') };
    return distributionOption(shown.variants, shown.nameOf, scale, target);
  }, [shown, scale, t]);
  const bins = shown.variants[0]?.histogram ?? [];
  return (
    <Chart
      title={t('chart.distribution')}
      subtitle={t('chart.distributionNote', { unit: scale.label })}
      option={option}
      height={Math.max(240, 80 + shown.variants.length * 44)}
      table={{
        header: [
          t('chart.bin', { unit: scale.label }),
          ...shown.variants.map((variant) => shown.nameOf(variant.variantId)),
        ],
        numeric: [false, ...shown.variants.map(() => true)],
        rows: bins.map((bin, index) => [
          `${scale.format(bin.fromMinor)} – ${scale.format(bin.toMinor)}`,
          ...shown.variants.map((variant) => String(variant.histogram[index]?.count ?? 0)),
        ]),
      }}
    />
  );
}
