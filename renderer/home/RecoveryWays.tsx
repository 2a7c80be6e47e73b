import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecoverySurvey } from '#shared/workspace/model';
import { useFormat } from '../kit/use-format';
import { rowsOf } from './recovery-text';
import styles from './welcome.module.css';

/** The ways back of a damaged workspace with what each would bring, best first. */
export function RecoveryWays(props: {
  readonly survey: RecoverySurvey;
  readonly busy: boolean;
  readonly onRecover: () => void;
  readonly onSalvage: () => void;
  readonly onReadOnly: () => void;
  readonly onExport: () => void;
}) {
  const { t } = useTranslation('home');
  const { survey, busy } = props;
  const texts = useWayTexts(survey);
  return (
    <>
      <Way title={t('damaged.recoverTitle')} text={texts.recover}>
        <Button type="primary" disabled={busy || !survey.possible} onClick={props.onRecover}>
          {t('damaged.recover')}
        </Button>
      </Way>
      <Way title={t('damaged.salvageTitle')} text={texts.salvage}>
        <Button disabled={busy || survey.tables === null} onClick={props.onSalvage}>
          {t('damaged.salvage')}
        </Button>
      </Way>
      {survey.tables === null ? null : (
        <Way title={t('damaged.readOnlyTitle')} text={t('damaged.readOnlyText')}>
          <Button disabled={busy} onClick={props.onReadOnly}>
            {t('damaged.readOnly')}
          </Button>
          <Button disabled={busy} onClick={props.onExport}>
            {t('damaged.exportReadable')}
          </Button>
        </Way>
      )}
    </>
  );
}

function Way(props: {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.way}>
      <h3>{props.title}</h3>
      <p>{props.text}</p>
      <div className={styles.wayActions}>{props.children}</div>
    </div>
  );
}

/** What recovering and salvaging would bring, in figures. */
function useWayTexts(survey: RecoverySurvey): { recover: string; salvage: string } {
  const { t } = useTranslation('home');
  const format = useFormat();
  const { possible, backup, repeated, lastAt, missing, tables } = survey;
  const steps = format.count(repeated);
  const broken = tables?.filter((one) => !one.complete).length ?? 0;
  const recover = [
    backup === null
      ? t('damaged.recoverFromJournal', { steps })
      : t('damaged.recoverFromBackup', { at: format.instant(backup.at), steps }),
    lastAt === null
      ? t('damaged.recoverEnd')
      : t('damaged.recoverUntil', { at: format.instant(lastAt) }),
    missing > 0 ? t('damaged.recoverMissing', { count: missing }) : '',
  ].join('');
  const salvage =
    tables === null
      ? t('damaged.salvageNone')
      : t('damaged.salvageText', {
          rows: format.count(rowsOf(tables)),
          tables:
            broken === 0
              ? t('damaged.salvageWhole')
              : t('damaged.salvageBroken', { count: broken }),
        });
  return { recover: possible ? recover : t('damaged.recoverNone'), salvage };
}
