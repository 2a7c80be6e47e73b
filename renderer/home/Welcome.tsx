import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkspaceState } from '#shared/workspace/model';
import { Logo } from '../app/frame/Logo';
import { usePreferences, useSavePreferences } from '../app/preferences';
import { useWorkspaceCommand } from '../app/use-workspace-command';
import { CreateForm } from './CreateForm';
import { DamagedWorkspace } from './DamagedWorkspace';
import { FirstOffers } from './FirstOffers';
import { LockedWorkspace } from './LockedWorkspace';
import styles from './welcome.module.css';

type Closed = Exclude<WorkspaceState, { status: 'open' }>;

/** What stands in the window while no workspace is open: first offers, a lock, or a way out of trouble. */
export function Welcome({ state }: { readonly state: WorkspaceState }) {
  const { t } = useTranslation('home');
  const { language } = usePreferences();
  const save = useSavePreferences();
  if (state.status === 'open') return null;
  return (
    <div className={styles.window}>
      <header className={styles.language}>
        <Segmented
          aria-label={t('welcome.language')}
          value={language}
          onChange={(value) => save({ language: value })}
          options={[
            { value: 'zh-CN' as const, label: '中文' },
            { value: 'en' as const, label: 'English' },
          ]}
        />
      </header>
      <main className={styles.column}>
        <div className={styles.brand}>
          <Logo size={40} />
          <div>
            <h1>{t('welcome.title')}</h1>
            <p>{t('welcome.purpose')}</p>
          </div>
        </div>
        <Ways state={state} />
      </main>
    </div>
  );
}

function Ways({ state }: { readonly state: Closed }) {
  const [creating, setCreating] = useState(false);
  switch (state.status) {
    case 'none':
      return creating ? (
        <CreateForm
          osKeyStore={state.osKeyStore}
          defaultFolder={state.defaultFolder}
          onBack={() => setCreating(false)}
        />
      ) : (
        <FirstOffers recent={state.recent} onCreate={() => setCreating(true)} />
      );
    case 'locked':
      return <LockedWorkspace folder={state.folder} name={state.name} />;
    case 'damaged':
      return <DamagedWorkspace folder={state.folder} name={state.name} backups={state.backups} />;
    case 'newer':
      return <NewerWorkspace name={state.name} />;
  }
}

function NewerWorkspace({ name }: { readonly name: string }) {
  const { t } = useTranslation('home');
  const { run, running } = useWorkspaceCommand();
  return (
    <section className={`${styles.card} ${styles.narrow}`} aria-label={name}>
      <h2>{t('newer.title', { name })}</h2>
      <p>{t('newer.text')}</p>
      <div className={styles.row}>
        <Button
          type="primary"
          loading={running !== null}
          onClick={() => void run('workspace.close', {})}
        >
          {t('back')}
        </Button>
      </div>
    </section>
  );
}
