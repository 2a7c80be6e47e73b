import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { JobBar } from '../../kit/JobBar';
import { useNotify } from '../../kit/notify';
import { cancelJob, type TrackedJob, useJobStore } from '../jobs';
import styles from './frame.module.css';

const ENDED_STAYS_MS = 5000;
/** Shorter jobs would only flicker. */
const SHOWN_AFTER_MS = 400;

/**
 * Long work, one line per job with progress and a way to stop it. It stands in the empty part of the navigation, where it
 * covers nothing of the page.
 */
export function JobTray() {
  const { t } = useTranslation('jobs');
  // What a lever shows while it is moved is seen where it is moved.
  const shownInPlace = useJobStore((store) => store.shownInPlace);
  const jobs = Object.values(useJobStore((store) => store.jobs)).filter(
    ({ progress }) =>
      progress.kind !== 'glance' &&
      !(progress.state === 'running' && shownInPlace.includes(progress.jobId)),
  );
  return (
    <section className={styles.tray} aria-label={t('tray')} hidden={jobs.length === 0}>
      {jobs.map((job) => (
        <TrayLine key={job.progress.jobId} job={job} />
      ))}
    </section>
  );
}

function TrayLine({ job }: { readonly job: TrackedJob }) {
  const { t } = useTranslation(['jobs', 'common']);
  const notify = useNotify();
  const dismiss = useJobStore((store) => store.dismiss);
  const { jobId, kind, state } = job.progress;
  const running = state === 'running';

  useEffect(() => {
    if (running) return undefined;
    const brief = performance.now() - job.startedAt < SHOWN_AFTER_MS;
    const timer = setTimeout(() => dismiss(jobId), brief ? 0 : ENDED_STAYS_MS);
    return () => clearTimeout(timer);
  }, [running, job.startedAt, jobId, dismiss]);

  return (
    <div className={styles.trayLine}>
      <strong>{t(`jobs:kind.${kind}`)}</strong>
      {running ? (
        <JobBar
          progress={job.progress}
          inTray
          onCancel={() => void cancelJob(jobId).catch(notify.failure)}
        />
      ) : (
        <div className={styles.trayEnd}>
          <output>{t(`jobs:state.${state}`)}</output>
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('common:close')}
            onClick={() => dismiss(jobId)}
          />
        </div>
      )}
    </div>
  );
}
