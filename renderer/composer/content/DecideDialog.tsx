import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { monthsLater } from '#shared/composer/content/months';
import {
  REASONED_ACTS,
  type Source,
  type SourceDecision,
  sourceGaps,
} from '#shared/composer/content/source';
import { useCommand } from '../../app/queries';
import { DayInput } from '../../kit/field/DayInput';
import { Field } from '../../kit/field/Field';
import { useNotify } from '../../kit/notify';
import { ErrorState } from '../../kit/states/ErrorState';
import { Alert, Button, Modal } from '../../kit/ui';
import styles from './content.module.css';
import { ReasonField } from './ReasonField';
import { Uses } from './Uses';
import { useGapsText } from './use-gaps-text';
import { useKinds } from './use-kinds';
import { useToday } from './use-today';

/** Admits, refuses, withdraws or renews a source: what it means, and why. */
export function DecideDialog(props: {
  readonly source: Source;
  readonly act: SourceDecision['act'];
  readonly onClose: () => void;
}) {
  const { source, act, onClose } = props;
  const { t } = useTranslation(['content', 'common']);
  const notify = useNotify();
  const today = useToday();
  const { kinds } = useKinds();
  const gapsText = useGapsText();
  const decide = useCommand('content.decideSource', { failure: 'inline' });
  const months = kinds.find(({ id }) => id === source.kind)?.months ?? 12;
  const [reason, setReason] = useState('');
  const [expiresOn, setExpiresOn] = useState<string | null>(
    act === 'renew' ? monthsLater(today, months) : null,
  );
  const needed = REASONED_ACTS.has(act);
  const gaps = act === 'admit' ? sourceGaps(source, today) : [];
  const submit = () =>
    decide.mutate(
      { id: source.id, version: source.version, act, reason: reason.trim(), expiresOn },
      {
        onSuccess: () => {
          onClose();
          notify.success(t('decide.done', { title: source.title }));
        },
      },
    );
  return (
    <Modal
      open
      title={t(`decide.${act}`, { title: source.title })}
      footer={null}
      onCancel={onClose}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p className={styles.text}>{t(`decide.${act}Text`)}</p>
        {gaps.length === 0 ? null : (
          <Alert type="warning" showIcon title={t('decide.gaps', { gaps: gapsText(gaps) })} />
        )}
        {act === 'withdraw' ? <Uses kind="source" id={source.id} /> : null}
        {act === 'renew' ? (
          <Field label={t('source.expires')} hint={t('source.expiresHint')}>
            <DayInput value={expiresOn} min={today} onChange={setExpiresOn} />
          </Field>
        ) : null}
        <ReasonField value={reason} needed={needed} onChange={setReason} />
        {decide.isError ? <ErrorState error={decide.error} /> : null}
        <div className={styles.formEnd}>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            type="primary"
            danger={act === 'withdraw'}
            htmlType="submit"
            loading={decide.isPending}
            disabled={gaps.length > 0 || (needed && reason.trim() === '')}
          >
            {t(`act.${act}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
