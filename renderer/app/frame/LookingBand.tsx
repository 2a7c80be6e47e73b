import { EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommandHandler, useCommandHint } from '../commands/registry';
import { useLookAs, useStanding } from '../standing';
import styles from './frame.module.css';

/** Permanent while the user looks as another person: as whom, that nothing can be changed, and the way out. */
export function LookingBand() {
  const { t } = useTranslation(['app', 'rights']);
  const standing = useStanding();
  const lookAs = useLookAs();
  const hint = useCommandHint('rights.leave');
  const looking = standing?.looking === true;
  const leave = () => void lookAs(null);
  useCommandHandler('rights.leave', leave, looking);
  if (!looking) return null;
  const { name, role, team } = standing;
  const who = t('app:looking.who', { name, role: t(`rights:role.${role}`) });
  return (
    <section className={styles.looking} aria-label={t('app:looking.title')}>
      <EyeOutlined aria-hidden />
      <strong>{team === null ? who : t('app:looking.inTeam', { who, team })}</strong>
      <span className={styles.lookingText}>{t('app:looking.explain')}</span>
      <Button size="small" onClick={leave}>
        {t('app:looking.leave')}
        <kbd>{hint}</kbd>
      </Button>
    </section>
  );
}
