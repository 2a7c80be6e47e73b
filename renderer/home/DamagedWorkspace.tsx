import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toFailure } from '#shared/errors';
import type { Backup } from '#shared/workspace/model';
import { useWorkspaceCommand } from '../app/use-workspace-command';
import { BackupList } from '../kit/BackupList';
import { Field } from '../kit/field/Field';
import { ErrorState } from '../kit/states/ErrorState';
import styles from './welcome.module.css';

/** The way out when a replica does not pass its check: restore a backup, or look elsewhere. Nothing is deleted. */
export function DamagedWorkspace(props: {
  readonly folder: string;
  readonly name: string;
  readonly backups: readonly Backup[];
}) {
  const { t } = useTranslation('home');
  const { run, running, error } = useWorkspaceCommand();
  const [passphrase, setPassphrase] = useState('');
  const code = error === null ? null : toFailure(error).code;
  const asksPassphrase = code === 'KEY_REQUIRED' || code === 'KEY_WRONG';
  const restore = (backup: Backup) =>
    void run('workspace.restore', {
      folder: props.folder,
      fileName: backup.fileName,
      passphrase: passphrase === '' ? null : passphrase,
    });
  return (
    <section className={styles.card} aria-label={t('damaged.title', { name: props.name })}>
      <h2>{t('damaged.title', { name: props.name })}</h2>
      <p>{t('damaged.text')}</p>
      {error === null ? null : <ErrorState error={error} />}
      {asksPassphrase ? (
        <Field label={t('create.passphrase')}>
          <Input.Password
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </Field>
      ) : null}
      {props.backups.length === 0 ? (
        <p>{t('damaged.noBackups')}</p>
      ) : (
        <BackupList backups={props.backups} busy={running !== null} onRestore={restore} />
      )}
      <p className={styles.explain}>{t('damaged.folder', { folder: props.folder })}</p>
      <div className={styles.row}>
        <Button disabled={running !== null} onClick={() => void run('workspace.close', {})}>
          {t('damaged.elsewhere')}
        </Button>
      </div>
    </section>
  );
}
