import { useTranslation } from 'react-i18next';
import { useWorkspace } from '../app/workspace';
import { Page, PageHeader } from '../kit/page/Page';
import { useFormat } from '../kit/use-format';
import { FirstTasks } from './FirstTasks';
import styles from './home.module.css';
import { KeyFigures } from './KeyFigures';
import { RecentWork } from './RecentWork';
import { RecoveryNotice } from './RecoveryNotice';
import { useOwnName } from '../app/use-own-name';

/** Where one stands: the pipeline's figures, what was worked on last, and the first tasks until they are done. */
export function HomePage() {
  const { t } = useTranslation('home');
  const workspace = useWorkspace();
  const ownName = useOwnName();
  const format = useFormat();
  return (
    <Page>
      <PageHeader
        title={t('page.greeting', { name: ownName(workspace.userName) })}
        subtitle={t('page.asOf', { day: format.day(workspace.asOfDay, 'weekday') })}
      />
      {workspace.recovery === null ? null : <RecoveryNotice recovery={workspace.recovery} />}
      <div className={styles.grid}>
        <div className={styles.wide}>
          <KeyFigures />
          <RecentWork />
        </div>
        <FirstTasks />
      </div>
    </Page>
  );
}
