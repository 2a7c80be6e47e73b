import { useTranslation } from 'react-i18next';
import { useStanding } from '../../app/standing';
import { Section } from '../../kit/page/Page';
import { Alert } from '../../kit/ui';
import { PeopleTable } from './PeopleTable';
import styles from './rights.module.css';
import { RightsTable } from './RightsTable';

/** Who is who here, in which team, and what the roles may do; said with what it cannot do. */
export function RightsSection() {
  const { t } = useTranslation('rights');
  const standing = useStanding();
  const isOwner = standing === undefined || standing.special.includes('settings');
  return (
    <>
      <Section title={t('people.title')}>
        <p className={styles.text}>{t('subtitle')}</p>
        <Alert className={styles.honest ?? ''} type="info" showIcon title={t('honest')} />
        {isOwner ? null : <p className={styles.text}>{t('people.notYours')}</p>}
        <PeopleTable locked={!isOwner || standing?.looking === true} />
      </Section>
      <Section title={t('table.title')}>
        <RightsTable />
      </Section>
    </>
  );
}
