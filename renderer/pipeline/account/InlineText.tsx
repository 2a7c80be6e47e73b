import { EditOutlined } from '@ant-design/icons';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Input, Tooltip } from '#renderer/kit/ui';
import { NO_VALUE } from '#shared/format';
import styles from './account.module.css';

/** A text that turns into a field: click, Enter or E; Enter and leaving save, Esc reverts. A refused text stays to be mended. */
export function InlineText(props: {
  readonly label: string;
  readonly value: string;
  /** Why it cannot be edited; null = it can. */
  readonly lock: string | null;
  /** Where a column says already what it is. */
  readonly isLabelHidden?: boolean;
  /** Answers whether it was saved. */
  readonly onSave: (text: string) => Promise<boolean>;
}) {
  const { label, value } = props;
  const { t } = useTranslation('accounts');
  const [draft, setDraft] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  const busy = useRef(false);
  useEffect(() => {
    if (draft === null && back.current) button.current?.focus();
    back.current = false;
  }, [draft]);
  const save = async () => {
    if (draft === null || busy.current) return;
    busy.current = true;
    const done = draft.trim() === value || (await props.onSave(draft));
    busy.current = false;
    if (done) setDraft(null);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    back.current = true;
    if (event.key === 'Enter') void save();
    else setDraft(null);
  };
  return (
    <div>
      {props.isLabelHidden === true ? null : (
        <span className={styles.label} aria-hidden>
          {label}
        </span>
      )}
      {props.lock !== null ? (
        <Tooltip title={props.lock}>
          <div className={styles.fixed}>{value === '' ? NO_VALUE : value}</div>
        </Tooltip>
      ) : draft === null ? (
        <button
          ref={button}
          type="button"
          className={styles.fact}
          aria-label={t('edit', { field: label, value: value === '' ? NO_VALUE : value })}
          onClick={() => setDraft(value)}
          onKeyDown={(event) => {
            if (event.code !== 'KeyE' || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            setDraft(value);
          }}
        >
          <span className={styles.factText}>{value === '' ? NO_VALUE : value}</span>
          <EditOutlined className={styles.pen} aria-hidden />
        </button>
      ) : (
        <Input
          autoFocus
          size="small"
          aria-label={label}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKey}
          onBlur={() => void save()}
        />
      )}
    </div>
  );
}
