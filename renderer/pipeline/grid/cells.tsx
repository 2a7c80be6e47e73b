import type { ICellRendererParams } from 'ag-grid-community';
import { ClockCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from '#shared/pipeline/model';
import { StageChip, OutcomeTag } from '../parts/StageChip';
import { WaitingMark } from '../rules/RequestPart';
import { daysSince } from '../view/days';
import { useToday } from '../view/use-view';
import styles from './grid.module.css';

/** An open deal that has stood still longer than this is marked, days. */
const STALE_AFTER = 30;

type CellProps = ICellRendererParams<OpportunityRow>;

/** The stage as a calm chip, and whether the deal waits to be let into the next. */
export function StageCell({ data }: CellProps) {
  if (data === undefined) return null;
  return (
    <>
      <StageChip stage={data.stage} />
      {data.pendingStage === null ? null : <WaitingMark />}
    </>
  );
}

/** Won, lost, dormant as a word with its own mark; open deals stay quiet. */
export function OutcomeCell({ data }: CellProps) {
  return data === undefined ? null : <OutcomeTag outcome={data.outcome} />;
}

/** Days in the present stage; an open deal that stands still too long gets a clock and says so. */
export function AgeCell({ data }: CellProps) {
  const { t } = useTranslation('pipeline');
  const today = useToday();
  if (data === undefined) return null;
  if (data.stageEnteredAt === null) return <>–</>;
  const days = daysSince(data.stageEnteredAt, today);
  const text = t('daysShort', { count: days });
  if (data.outcome !== 'open' || days <= STALE_AFTER) return <>{text}</>;
  return (
    <span className={styles.stale} title={t('stale', { count: STALE_AFTER })}>
      <ClockCircleOutlined aria-hidden />
      {text}
      <span className="visually-hidden">{t('stale', { count: STALE_AFTER })}</span>
    </span>
  );
}
