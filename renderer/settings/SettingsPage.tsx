import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { AuditSection, PersonalSection, RightsSection } from '../governance';
import { useGo, usePlaceSearch } from '../app/locations';
import { Page, PageHeader } from '../kit/page/Page';
import { AboutSection } from './AboutSection';
import { AppearanceSection } from './AppearanceSection';
import { HistorySection } from './HistorySection';
import styles from './settings.module.css';
import { WorkspaceSection } from './WorkspaceSection';

type SectionName =
  | 'appearance'
  | 'workspace'
  | 'rights'
  | 'history'
  | 'audit'
  | 'personal'
  | 'about';

/** How the app looks and behaves, the workspace and its backups, what was done, and what this is. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const go = useGo();
  const { section = 'appearance' } = usePlaceSearch('settings');
  return (
    <Page>
      <PageHeader title={t('title')} />
      <Tabs
        className={styles.tabs ?? ''}
        activeKey={section}
        onChange={(key) => go('settings', { section: key as SectionName }, { replace: true })}
        items={[
          { key: 'appearance', label: t('tab.appearance'), children: <AppearanceSection /> },
          { key: 'workspace', label: t('tab.workspace'), children: <WorkspaceSection /> },
          { key: 'rights', label: t('tab.rights'), children: <RightsSection /> },
          { key: 'history', label: t('tab.history'), children: <HistorySection /> },
          { key: 'audit', label: t('tab.audit'), children: <AuditSection /> },
          { key: 'personal', label: t('tab.personal'), children: <PersonalSection /> },
          { key: 'about', label: t('tab.about'), children: <AboutSection /> },
        ]}
      />
    </Page>
  );
}
