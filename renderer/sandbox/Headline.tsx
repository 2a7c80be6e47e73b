import { useTranslation } from 'react-i18next';
import { formatChance } from '#shared/format';
import { type Finding, findingOf, restsOnAssumption } from '#shared/sandbox/finding';
import { findingLines } from '#shared/sandbox/finding-lines';
import { Tag } from '../kit/ui';
import type { ShownResult } from './ResultView';
import styles from './sandbox.module.css';
import { TrustTag } from './TrustTag';
import { useFigures } from './use-figures';

/** The answer in one sentence: how far to trust it first when that is little, then both comparisons in the words of the brief. */
export function Headline({ shown }: { readonly shown: ShownResult }) {
  const { t } = useTranslation('sandbox');
  const figures = useFigures(shown.currency);
  const finding = findingOf(shown.variants, shown.ranking, shown.verdict, shown.grounds);
  if (finding === null) return null;
  const result = shown.variants.find((variant) => variant.variantId === finding.variantId);
  const rank = shown.ranking.find((entry) => entry.variantId === finding.variantId);
  if (result === undefined || rank === undefined) return null;
  const facts = {
    name: shown.nameOf(finding.variantId),
    chance: formatChance(rank.bestChance),
    low: figures.amount(result.bookingsMinor.p10),
    high: figures.amount(result.bookingsMinor.p90),
    middle: figures.amount(result.bookingsMinor.p50),
  };
  const lines = findingLines(finding, shown, shown.nameOf, figures.amount).map((line) =>
    t(`finding.${line.key}`, line.values),
  );
  return (
    <div className={styles.headline} role="status">
      {finding.warning === null ? null : (
        <p className={styles.warning}>{t(`headline.trust.${finding.warning}`)}</p>
      )}
      <div className={styles.findingLine}>
        <p className={styles.finding}>{t(`headline.${finding.kind}`, facts)}</p>
        <Trust shown={shown} difference={finding.difference} />
      </div>
      {lines.map((line) => (
        <p key={line}>{`${line}${t('finding.end')}`}</p>
      ))}
      <p>{t('headline.range', facts)}</p>
    </div>
  );
}

/** How far to trust the answer: praise of the model does not stand beside an effect that the model was only told. */
function Trust(props: { readonly shown: ShownResult; readonly difference: Finding['difference'] }) {
  const { t } = useTranslation('sandbox');
  const { verdict } = props.shown;
  if (verdict === null) return null;
  if (!restsOnAssumption(props.difference)) return <TrustTag verdict={verdict} />;
  const key = props.difference === 'assumed' ? 'fit.assumedEffect' : 'fit.partlyEffect';
  return <Tag color="warning">{t(key)}</Tag>;
}
