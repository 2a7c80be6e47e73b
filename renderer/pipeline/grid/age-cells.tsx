import {
  ClockCircleFilled,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
} from '@ant-design/icons';
import type { ICellRendererParams } from 'ag-grid-community';
import { useTranslation } from 'react-i18next';
import { NO_VALUE } from '#shared/format';
import type { OpportunityRow } from '#shared/pipeline/model';
import { stageAge } from '#shared/pipeline/stage-ageing';
import { useDwell } from '../board/use-dwell';
import { daysSince } from '../view/days';
import { useComputed } from '../view/use-computed';
import { useToday } from '../view/use-view';
import styles from './age-cells.module.css';

type CellProps = ICellRendererParams<OpportunityRow>;

/** Days in the present stage; an open deal that stands still too long gets an edge, a mark, and the words for it. */
export function AgeCell({ data }: CellProps) {
  const { t } = useTranslation(['views', 'pipeline']);
  const today = useToday();
  const { staleAfter } = useDwell();
  if (data === undefined) return null;
  if (data.stageEnteredAt === null) return <>{NO_VALUE}</>;
  const days = daysSince(data.stageEnteredAt, today);
  const text = t('pipeline:daysShort', { count: days });
  const { level, after } = stageAge(data.stage, days, staleAfter(data.stage));
  if (data.outcome !== 'open' || level === 'calm') return <>{text}</>;
  const Mark = level === 'red' ? ClockCircleFilled : ClockCircleOutlined;
  const words = t(`age.${level}`, { count: after });
  return (
    <span className={styles[level]} title={words}>
      <Mark aria-hidden />
      {text}
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

/** The expected close; of an open deal that is past it, by how many days. */
export function CloseDayCell({ data }: CellProps) {
  const { t } = useTranslation('views');
  const computed = useComputed();
  if (data === undefined) return null;
  if (data.expectedCloseDay === null) return <>{NO_VALUE}</>;
  const days = computed(data, 'daysToClose');
  if (days === null || days >= 0) return <>{data.expectedCloseDay}</>;
  return (
    <span className={styles.overdue} title={t('close.overdue', { count: -days })}>
      {data.expectedCloseDay}
      <ExclamationCircleOutlined aria-hidden />
      <span className="visually-hidden">{t('close.overdue', { count: -days })}</span>
    </span>
  );
}
