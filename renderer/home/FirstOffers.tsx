import { FolderOpenOutlined, PlayCircleOutlined, PlusCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkspaceState } from '#shared/workspace/model';
import { call } from '../app/api';
import { cancelJob, useJobStore } from '../app/jobs';
import { useWorkspaceCommand } from '../app/use-workspace-command';
import { JobBar } from '../kit/JobBar';
import { ErrorState } from '../kit/states/ErrorState';
import { useFocusOnMount } from '../kit/use-focus-on-mount';
import styles from './welcome.module.css';

type Recent = Extract<WorkspaceState, { status: 'none' }>['recent'];

/** The three offers of a first start: the demo (primary, focused), an empty workspace, an existing one. */
export function FirstOffers(props: { readonly recent: Recent; readonly onCreate: () => void }) {
  const { t } = useTranslation('home');
  const { run, running, error } = useWorkspaceCommand();
  const [pickError, setPickError] = useState<unknown>(null);
  const [jobId] = useState(() => crypto.randomUUID());
  const progress = useJobStore((store) => store.jobs[jobId]?.progress ?? null);
  const demoButton = useFocusOnMount<HTMLButtonElement>();
  const busy = running !== null;

  const pickAndOpen = async () => {
    setPickError(null);
    try {
      const { folder } = await call('workspace.pickFolder', { purpose: 'open' });
      if (folder !== null) await run('workspace.open', { folder, passphrase: null });
    } catch (thrown) {
      setPickError(thrown);
    }
  };

  const failed = error ?? pickError;
  return (
    <>
      {failed === null ? null : <ErrorState error={failed} />}
      <div className={styles.offers}>
        <section className={styles.card} aria-label={t('demo.title')}>
          <PlayCircleOutlined className={styles.offerIcon} aria-hidden />
          <h2>{t('demo.title')}</h2>
          <p>{t('demo.text')}</p>
          {running === 'workspace.openDemo' && progress?.state === 'running' ? (
            <JobBar
              progress={progress}
              onCancel={() => void cancelJob(jobId).catch(setPickError)}
            />
          ) : null}
          <Button
            ref={demoButton}
            type="primary"
            block
            loading={running === 'workspace.openDemo'}
            disabled={busy}
            onClick={() => void run('workspace.openDemo', { jobId })}
          >
            {t('demo.open')}
          </Button>
        </section>
        <section className={styles.card} aria-label={t('create.title')}>
          <PlusCircleOutlined className={styles.offerIcon} aria-hidden />
          <h2>{t('create.title')}</h2>
          <p>{t('create.text')}</p>
          <Button block disabled={busy} onClick={props.onCreate}>
            {t('create.start')}
          </Button>
        </section>
        <section className={styles.card} aria-label={t('existing.title')}>
          <FolderOpenOutlined className={styles.offerIcon} aria-hidden />
          <h2>{t('existing.title')}</h2>
          <p>{t(props.recent.length === 0 ? 'existing.text' : 'existing.textRecent')}</p>
          <Button block disabled={busy} onClick={() => void pickAndOpen()}>
            {t('existing.pick')}
          </Button>
        </section>
      </div>
      {props.recent.length === 0 ? null : (
        <section className={styles.recent} aria-label={t('recent')}>
          <h2>{t('recent')}</h2>
          <ul>
            {props.recent.map(({ folder, name, kind }) => (
              <li key={folder}>
                <button
                  type="button"
                  className={styles.recentRow}
                  disabled={busy}
                  onClick={() => void run('workspace.open', { folder, passphrase: null })}
                >
                  <span className={styles.recentName}>{name}</span>
                  {kind === 'demo' ? <span className={styles.badge}>{t('demo.badge')}</span> : null}
                  <span className={styles.recentFolder}>{folder}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
