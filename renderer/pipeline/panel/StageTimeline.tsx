import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/kit/use-format';
import type { OpportunityRow, StageEvent } from '#shared/pipeline/model';
import { stageAge } from '#shared/pipeline/stage-ageing';
import { useDwell } from '../board/use-dwell';
import { daysSince, endOfDay } from '../view/days';
import { useToday } from '../view/use-view';
import styles from './panel.module.css';

const DAY_MS = 86_400_000;

/** The way through the stages, oldest first, with the days spent in each and the reasons given. */
export function StageTimeline(props: {
  readonly row: OpportunityRow;
  readonly events: readonly StageEvent[];
}) {
  const { t } = useTranslation(['pipeline', 'common']);
  const { instant } = useFormat();
  const today = useToday();
  const { row } = props;
  const { dwell, staleAfter } = useDwell();
  const events = props.events.toSorted((a, b) => a.at - b.at);
  if (events.length === 0) return <p className={styles.quiet}>{t('panel.noStages')}</p>;
  const closed = row.outcome === 'lost' || row.outcome === 'dormant';

  const duration = (index: number): string | null => {
    const event = events[index];
    if (event === undefined || event.outcome === 'lost' || event.outcome === 'dormant') return null;
    const next = events[index + 1];
    if (next !== undefined) {
      return t('panel.stayed', { count: Math.max(0, Math.round((next.at - event.at) / DAY_MS)) });
    }
    if (closed || event.at > endOfDay(today)) return null;
    const count = daysSince(event.at, today);
    const { level } = stageAge(event.stage, count, staleAfter(event.stage));
    const isStale = row.outcome === 'open' && level !== 'calm';
    return t(isStale ? 'board.staleDays' : 'panel.staying', { count });
  };

  /** How long deals usually stay there. */
  const typical = (event: StageEvent): string | null => {
    const known = dwell[event.stage];
    if (known === undefined) return null;
    const days = t('daysShort', { count: Math.round(known.medianDays) });
    return t('board.typical', { days });
  };

  return (
    <ol className={styles.timeline}>
      {events.map((event, index) => {
        const days = duration(index);
        return (
          <li key={event.id} className={styles.step} data-outcome={event.outcome ?? 'stage'}>
            <div className={styles.stepHead}>
              <span className={styles.strong}>
                {event.outcome === null
                  ? t(`common:stage.${event.stage}`)
                  : t(`panel.happened.${event.outcome}`, {
                      stage: t(`common:stage.${event.stage}`),
                    })}
              </span>
              {days === null ? null : (
                <span className={styles.days}>
                  {[days, typical(event)].filter((text) => text !== null).join(' · ')}
                </span>
              )}
            </div>
            <div className={styles.quiet}>
              <time>{instant(event.at)}</time>
              {event.actorName === null
                ? null
                : ` · ${
                    event.requestedBy === null
                      ? event.actorName
                      : t('approval.by', {
                          requester: event.requestedBy,
                          actor: event.actorName,
                        })
                  }`}
            </div>
            {event.reason === null || event.reason === '' ? null : (
              <div>{t('panel.reason', { reason: event.reason })}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
