import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotify } from '#renderer/kit/notify';
import { Button, Input } from '#renderer/kit/ui';
import styles from './masked.module.css';

/** Shorter reasons say nothing; longer ones do not fit an entry of the audit. */
const REASON = { least: 2, most: 200 };

interface MaskedNoteProps {
  /** Null = nothing is masked. */
  readonly masked: { readonly mayUnmask: boolean } | null;
  /** Whether it is shown in full at the moment. */
  readonly isWhole: boolean;
  /** Asks for it in full; rejects with why not. */
  readonly onAsk: (reason: string) => Promise<void>;
  readonly onHide: () => void;
}

/** Says that personal data are masked, and shows them when a reason is given. */
export function MaskedNote({ masked, isWhole, onAsk, onHide }: MaskedNoteProps) {
  const { t } = useTranslation('pipeline');
  const [asking, setAsking] = useState(false);
  if (masked === null) return null;
  return (
    <section className={styles.note} aria-label={t('panel.masked.label')}>
      <div className={styles.line}>
        {isWhole ? <EyeOutlined aria-hidden /> : <EyeInvisibleOutlined aria-hidden />}
        <span className={styles.text} role="status">
          {t(
            isWhole
              ? 'panel.masked.whole'
              : masked.mayUnmask
                ? 'panel.masked.is'
                : 'panel.masked.never',
          )}
        </span>
        {isWhole ? (
          <Button size="small" onClick={onHide}>
            {t('panel.masked.again')}
          </Button>
        ) : masked.mayUnmask && !asking ? (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('panel.masked.show')}
          </Button>
        ) : null}
      </div>
      {asking && !isWhole ? <Reason onAsk={onAsk} onDone={() => setAsking(false)} /> : null}
    </section>
  );
}

interface ReasonProps {
  readonly onAsk: (reason: string) => Promise<void>;
  /** It was answered, or thought better of. */
  readonly onDone: () => void;
}

function Reason({ onAsk, onDone }: ReasonProps) {
  const { t } = useTranslation(['pipeline', 'common']);
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const ask = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await onAsk(reason);
      onDone();
    } catch (error) {
      notify.failure(error);
      setBusy(false);
    }
  };
  return (
    <form className={styles.reason} onSubmit={(event) => void ask(event)}>
      <Input
        autoFocus
        aria-label={t('panel.masked.reason')}
        placeholder={t('panel.masked.reasonHint')}
        maxLength={REASON.most}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          onDone();
        }}
      />
      <Button
        type="primary"
        htmlType="submit"
        loading={busy}
        disabled={reason.trim().length < REASON.least}
      >
        {t('panel.masked.confirm')}
      </Button>
      <Button onClick={onDone}>{t('common:cancel')}</Button>
    </form>
  );
}
