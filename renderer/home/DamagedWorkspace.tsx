import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toFailure } from '#shared/errors';
import type { Backup } from '#shared/workspace/model';
import { call } from '../app/api';
import { useWorkspaceCommand } from '../app/use-workspace-command';
import { BackupList } from '../kit/BackupList';
import { Field } from '../kit/field/Field';
import { useNotify } from '../kit/notify';
import { ErrorState } from '../kit/states/ErrorState';
import { useFormat } from '../kit/use-format';
import { rowsOf } from './recovery-text';
import { RecoveryWays } from './RecoveryWays';
import { useSurvey } from './use-survey';
import styles from './welcome.module.css';

/** The ways out when a replica does not pass its check: rebuild, salvage, look, export, or go back. Nothing is deleted. */
export function DamagedWorkspace(props: {
  readonly folder: string;
  readonly name: string;
  readonly backups: readonly Backup[];
}) {
  const { t } = useTranslation('home');
  const { folder } = props;
  const { run, running, error } = useWorkspaceCommand();
  const { survey, error: surveyError, looking, look } = useSurvey(folder);
  const [typed, setTyped] = useState('');
  const { exporting, exportReadable } = useReadableExport();
  const asks = [error, surveyError].some((one) => one !== null && needsPassphrase(one));
  const busy = running !== null || exporting || looking;
  const closed = { folder, passphrase: typed === '' ? null : typed };
  return (
    <section className={styles.card} aria-label={t('damaged.title', { name: props.name })}>
      <h2>{t('damaged.title', { name: props.name })}</h2>
      <p>{t('damaged.text')}</p>
      {[error, surveyError].map((one, index) =>
        one === null || isAsking(one) ? null : <ErrorState key={index} error={one} />,
      )}
      {asks || typed !== '' ? (
        <Field label={t('create.passphrase')} hint={t('damaged.passphraseNeeded')}>
          <Input.Password value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
      ) : null}
      {asks ? (
        <div className={styles.row}>
          <Button
            type="primary"
            disabled={typed === '' || busy}
            onClick={() => look(closed.passphrase)}
          >
            {t('damaged.look')}
          </Button>
        </div>
      ) : null}
      {looking ? <p role="status">{t('damaged.looking')}</p> : null}
      {survey === null ? null : (
        <RecoveryWays
          survey={survey}
          busy={busy}
          onRecover={() => void run('workspace.recover', { ...closed, way: 'journal' })}
          onSalvage={() => void run('workspace.recover', { ...closed, way: 'salvage' })}
          onReadOnly={() => void run('workspace.openReadOnly', closed)}
          onExport={() => void exportReadable(closed)}
        />
      )}
      <div className={styles.wayWide}>
        <h3>{t('damaged.backupsTitle')}</h3>
        <p>{t('damaged.backupsText')}</p>
        {props.backups.length === 0 ? (
          <p>{t('damaged.noBackups')}</p>
        ) : (
          <BackupList
            backups={props.backups}
            busy={busy}
            onRestore={({ fileName }) => void run('workspace.restore', { ...closed, fileName })}
          />
        )}
      </div>
      <p className={styles.explain}>{t('damaged.folder', { folder })}</p>
      <div className={styles.row}>
        <Button disabled={running !== null} onClick={() => void run('workspace.close', {})}>
          {t('damaged.elsewhere')}
        </Button>
      </div>
    </section>
  );
}

const isAsking = (error: unknown): boolean => toFailure(error).code === 'KEY_REQUIRED';
const needsPassphrase = (error: unknown): boolean =>
  isAsking(error) || toFailure(error).code === 'KEY_WRONG';

/** Saves what can be read into a folder the person chooses, and says how much it was. */
function useReadableExport() {
  const { t } = useTranslation('home');
  const notify = useNotify();
  const format = useFormat();
  const [exporting, setExporting] = useState(false);
  const exportReadable = async (closed: { folder: string; passphrase: string | null }) => {
    setExporting(true);
    try {
      const saved = await call('workspace.exportReadable', closed);
      if (saved === null) return;
      const rows = format.count(rowsOf(saved.tables));
      notify.success(t('damaged.exported', { rows, folder: saved.folder }));
    } catch (error) {
      notify.failure(error);
    } finally {
      setExporting(false);
    }
  };
  return { exporting, exportReadable };
}
