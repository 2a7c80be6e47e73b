import { App, Button, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfferButton } from '../app/OfferButton';
import { useOffer } from '../app/offers';
import type { Backup } from '#shared/workspace/model';
import { useCall, useCommand } from '../app/queries';
import { useWorkspaceCommand } from '../app/use-workspace-command';
import { useWorkspace, type WorkspaceFacts } from '../app/workspace';
import { BackupList } from '../kit/BackupList';
import { Field } from '../kit/field/Field';
import { useNotify } from '../kit/notify';
import { Section } from '../kit/page/Page';
import { EmptyState } from '../kit/states/EmptyState';
import { ErrorState } from '../kit/states/ErrorState';
import { useFormat } from '../kit/use-format';
import styles from './settings.module.css';
import { useOwnName } from '../app/use-own-name';

/** How the key is kept, as a text key. The demo's lies beside it where the system keeps none. */
function keyText({ kind, keyKeeping }: WorkspaceFacts): WorkspaceFacts['keyKeeping'] | 'demoFile' {
  return kind === 'demo' && keyKeeping === 'keyFile' ? 'demoFile' : keyKeeping;
}

/** Where the data are, their backups, and the ways to reset or close the workspace. */
export function WorkspaceSection() {
  const workspaceCommand = useWorkspaceCommand();
  return (
    <div className={styles.stack}>
      {workspaceCommand.error === null ? null : <ErrorState error={workspaceCommand.error} />}
      <Facts command={workspaceCommand} />
      <Backups command={workspaceCommand} />
    </div>
  );
}

interface Part {
  readonly command: ReturnType<typeof useWorkspaceCommand>;
}

function Facts({ command }: Part) {
  const { t } = useTranslation(['settings', 'workspace', 'common']);
  const { modal } = App.useApp();
  const workspace = useWorkspace();
  const format = useFormat();
  const showFolder = useCommand('app.showFolder');
  const ownName = useOwnName();
  const reset = () =>
    modal.confirm({
      title: t('settings:workspace.resetTitle'),
      content: t('settings:workspace.resetText'),
      okText: t('settings:workspace.reset'),
      okButtonProps: { danger: true },
      cancelText: t('common:cancel'),
      onOk: () => command.run('workspace.resetDemo', { jobId: crypto.randomUUID() }),
    });
  return (
    <Section title={ownName(workspace.name)}>
      <dl className={styles.facts}>
        <div className={styles.fact}>
          <dt>{t('settings:workspace.kind')}</dt>
          <dd>{t(`workspace:kind.${workspace.kind}`)}</dd>
        </div>
        <div className={styles.fact}>
          <dt>{t('settings:workspace.user')}</dt>
          <dd>{ownName(workspace.userName)}</dd>
        </div>
        <div className={styles.fact}>
          <dt>{t('settings:workspace.folder')}</dt>
          <dd className={styles.path}>{workspace.folder}</dd>
        </div>
        <div className={styles.fact}>
          <dt>{t('settings:workspace.key')}</dt>
          <dd>{t(`workspace:key.${keyText(workspace)}`)}</dd>
        </div>
        <div className={styles.fact}>
          <dt>{t('settings:workspace.asOf')}</dt>
          <dd>{format.day(workspace.asOfDay, 'weekday')}</dd>
        </div>
      </dl>
      <Space wrap>
        <Button onClick={() => showFolder.mutate({ which: 'workspace' })}>
          {t('settings:workspace.showFolder')}
        </Button>
        {workspace.kind === 'demo' ? (
          <OfferButton
            call="workspace.resetDemo"
            danger
            disabled={command.running !== null}
            onClick={reset}
          >
            {t('settings:workspace.reset')}
          </OfferButton>
        ) : null}
        <Button
          disabled={command.running !== null}
          onClick={() => void command.run('workspace.close', {})}
        >
          {t('settings:workspace.close')}
        </Button>
      </Space>
    </Section>
  );
}

function Backups({ command }: Part) {
  const { t } = useTranslation(['settings', 'workspace', 'common']);
  const notify = useNotify();
  const workspace = useWorkspace();
  const list = useCall('workspace.backups', {});
  const refusal = useOffer('workspace.restore');
  const backup = useCommand('workspace.backup');
  const [chosen, setChosen] = useState<Backup | null>(null);
  const make = () =>
    backup.mutate({}, { onSuccess: () => notify.success(t('workspace:backup.done')) });
  const restore = async (passphrase: string | null) => {
    if (chosen === null) return;
    setChosen(null);
    const { fileName } = chosen;
    await command.run('workspace.restore', { folder: workspace.folder, fileName, passphrase });
  };
  return (
    <Section
      title={t('settings:backups.title')}
      extra={
        <OfferButton
          call="workspace.backup"
          type="primary"
          loading={backup.isPending}
          onClick={make}
        >
          {t('settings:backups.make')}
        </OfferButton>
      }
    >
      <p className={styles.note}>{t('settings:backups.text')}</p>
      {list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (list.data ?? []).length === 0 ? (
        <EmptyState kind="nothingYet" title={t('settings:backups.empty')} />
      ) : (
        <BackupList
          backups={list.data ?? []}
          busy={command.running !== null}
          refusal={refusal}
          onRestore={setChosen}
        />
      )}
      {chosen === null ? null : (
        <RestoreDialog
          backup={chosen}
          asksPassphrase={workspace.keyKeeping === 'passphrase'}
          onCancel={() => setChosen(null)}
          onRestore={(passphrase) => void restore(passphrase)}
        />
      )}
    </Section>
  );
}

function RestoreDialog(props: {
  readonly backup: Backup;
  readonly asksPassphrase: boolean;
  readonly onCancel: () => void;
  readonly onRestore: (passphrase: string | null) => void;
}) {
  const { t } = useTranslation(['settings', 'workspace', 'home', 'common']);
  const format = useFormat();
  const [passphrase, setPassphrase] = useState('');
  return (
    <Modal
      open
      title={t('settings:backups.restoreTitle', { at: format.instant(props.backup.at) })}
      okText={t('workspace:backup.restore')}
      okButtonProps={{ danger: true, disabled: props.asksPassphrase && passphrase === '' }}
      cancelText={t('common:cancel')}
      onCancel={props.onCancel}
      onOk={() => props.onRestore(props.asksPassphrase ? passphrase : null)}
    >
      <p>{t('settings:backups.restoreText')}</p>
      {props.asksPassphrase ? (
        <Field label={t('home:create.passphrase')} required>
          <Input.Password
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </Field>
      ) : null}
    </Modal>
  );
}
