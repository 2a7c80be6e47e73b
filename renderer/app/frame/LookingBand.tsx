import { EyeOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Role, ROLES } from '#shared/governance/rights/model';
import { useCommandHandler, useCommandHint } from '../commands/registry';
import { useLookAs, useStanding } from '../standing';
import styles from './frame.module.css';

/** Permanent while the user looks as another person: as whom, in which role, that nothing can be changed, and the way out. */
export function LookingBand() {
  const { t } = useTranslation(['app', 'rights']);
  const standing = useStanding();
  const lookAs = useLookAs();
  const hint = useCommandHint('rights.leave');
  const looking = standing?.looking === true;
  const leave = () => void lookAs(null);
  useCommandHandler('rights.leave', leave, looking);
  if (!looking) return null;
  const { personId, name, role, team } = standing;
  const who = t('app:looking.who', { name });
  return (
    <section className={styles.looking} aria-label={t('app:looking.title')}>
      <EyeOutlined aria-hidden />
      <strong>{team === null ? who : t('app:looking.inTeam', { who, team })}</strong>
      <Select<Role>
        size="small"
        className={styles.lookingRole ?? ''}
        aria-label={t('app:looking.role')}
        virtual={false}
        value={role}
        onChange={(next) => void lookAs({ personId, role: next })}
        options={ROLES.map((one) => ({ value: one, label: t(`rights:role.${one}`) }))}
      />
      <span className={styles.lookingText}>{t('app:looking.explain')}</span>
      <Button size="small" onClick={leave}>
        {t('app:looking.leave')}
        <kbd>{hint}</kbd>
      </Button>
    </section>
  );
}
