import { CheckCircleOutlined, CloseCircleOutlined, MinusCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Outcome, Stage } from '#shared/pipeline/model';
import { stageIndex } from '#shared/pipeline/stages';
import styles from './parts.module.css';

/** A stage by name; the dot fills from the first stage to the last, so that a column can be read at a glance. */
export function StageChip({ stage }: { readonly stage: Stage }) {
  const { t } = useTranslation('common');
  return (
    <span className={styles.stage}>
      <span className={styles.dot} data-step={stageIndex(stage) + 1} aria-hidden />
      {t(`stage.${stage}`)}
    </span>
  );
}

const MARKS = { won: CheckCircleOutlined, lost: CloseCircleOutlined, dormant: MinusCircleOutlined };

/** An outcome as mark and word; colour is never alone. */
export function OutcomeTag({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTranslation('common');
  const text = t(`outcome.${outcome}`);
  if (outcome === 'open') return <span className={styles.open}>{text}</span>;
  const Mark = MARKS[outcome];
  return (
    <span className={styles[outcome]}>
      <Mark aria-hidden /> {text}
    </span>
  );
}
