import { Button, Progress } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type JobProgress, useJobStore } from '../app/jobs';
import styles from './job-bar.module.css';
import { useFormat } from './use-format';

const ESTIMATE_AFTER_MS = 2000;

interface JobBarProps {
  readonly progress: JobProgress | null;
  readonly onCancel?: () => void;
  /** What is counted, e.g. 行 or 次; without it only the share is shown. */
  readonly unit?: string;
  /** A narrow line of the tray; anywhere else the tray leaves the job to this bar. */
  readonly inTray?: boolean;
}

/** One job in one line: phase, counts, how long it will take (after two seconds), and a way to stop it. */
export function JobBar({ progress, onCancel, unit, inTray = false }: JobBarProps) {
  const { t } = useTranslation(['jobs', 'common']);
  const format = useFormat();
  const jobId = progress?.jobId ?? null;
  const tracked = useJobStore((store) => store.jobs[jobId ?? '']);
  const showInPlace = useJobStore((store) => store.showInPlace);
  useEffect(
    () => (inTray || jobId === null ? undefined : showInPlace(jobId)),
    [inTray, jobId, showInPlace],
  );
  if (progress === null) return null;
  const { done, total, phase } = progress;
  const known = total > 0;
  const seconds =
    tracked === undefined || !known ? null : secondsLeft(tracked.startedAt, done, total);
  const counts = known
    ? t('counts', { done: format.count(done), total: format.count(total), unit: unit ?? '' }).trim()
    : null;
  return (
    <div className={inTray ? styles.narrow : styles.job}>
      <div className={styles.line}>
        <span className={styles.phase}>
          {t(`phase.${phase as 'starting'}`, t('phase.working'))}
        </span>
        <span className={styles.counts}>
          {[counts, seconds === null ? null : t('secondsLeft', { count: seconds })]
            .filter((part) => part !== null)
            .join(t('separator'))}
        </span>
        {onCancel === undefined ? null : (
          <Button size="small" onClick={onCancel} disabled={tracked?.cancelling ?? false}>
            {tracked?.cancelling === true ? t('cancelling') : t('common:cancel')}
          </Button>
        )}
      </div>
      {known ? (
        <Progress
          percent={Math.min(100, Math.floor((100 * done) / total))}
          size="small"
          showInfo={false}
          aria-label={t(`phase.${phase as 'starting'}`, t('phase.working'))}
        />
      ) : (
        <progress className={styles.unknown} aria-label={t('phase.working')} />
      )}
    </div>
  );
}

function secondsLeft(startedAt: number, done: number, total: number): number | null {
  const elapsed = performance.now() - startedAt;
  if (elapsed < ESTIMATE_AFTER_MS || done <= 0) return null;
  return Math.max(1, Math.ceil((elapsed / done) * ((total - done) / 1000)));
}
