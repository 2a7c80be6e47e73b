import { useTranslation } from 'react-i18next';
import { useFieldText } from '#renderer/app/field-text';
import { useFormat } from '#renderer/kit/use-format';
import { namedField } from '#shared/pipeline/history-fields';
import type { HistoryEntry } from '#shared/pipeline/model';
import { useAmounts } from '../view/use-amounts';
import styles from './panel.module.css';

/** Who changed what, when and why, as sentences; newest first. */
export function HistoryPart(props: { readonly history: readonly HistoryEntry[] }) {
  const { t } = useTranslation('pipeline');
  const entries = props.history.toSorted((a, b) => b.seq - a.seq);
  const sentences = entries.filter(
    (one) => one.op !== 'update' || one.fields.some(({ field }) => namedField(field) !== undefined),
  );
  if (sentences.length === 0) return <p className={styles.quiet}>{t('panel.noHistory')}</p>;
  return (
    <ol className={styles.list}>
      {sentences.map((entry) => (
        <Entry key={entry.seq} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const { t } = useTranslation('pipeline');
  const { instant } = useFormat();
  const text = useFieldText();
  const { exact } = useAmounts();
  const actor =
    entry.requestedBy === null
      ? entry.actorName
      : t('approval.by', { requester: entry.requestedBy, actor: entry.actorName });
  const who = { actor, at: instant(entry.at) };
  const fields = entry.fields.flatMap(({ field, was, now }) => {
    const name = namedField(field);
    return name === undefined
      ? []
      : [{ name, was: text(name, was, exact), now: text(name, now, exact), added: was === null }];
  });
  const how =
    entry.kind === 'undo' || entry.kind === 'redo'
      ? t(`history.${entry.kind}`, who)
      : entry.kind === 'import.run' && entry.op === 'update'
        ? t('history.importOf', { ...who, file: entry.subject })
        : null;
  return (
    <li className={styles.entry}>
      {how === null ? null : <div className={styles.quiet}>{how}</div>}
      {entry.op === 'update' ? (
        fields.map(({ name, was, now, added }) => (
          <div key={name}>
            {added
              ? t('history.set', { ...who, field: t(`history.field.${name}`), now })
              : t('history.changed', { ...who, field: t(`history.field.${name}`), was, now })}
          </div>
        ))
      ) : (
        <div>{t(`history.${origin(entry)}`, { ...who, file: entry.subject })}</div>
      )}
      {entry.reason === null || entry.reason === '' ? null : (
        <div className={styles.quiet}>{t('history.reason', { reason: entry.reason })}</div>
      )}
    </li>
  );
}

/** How a whole opportunity came or went. */
function origin(entry: HistoryEntry): 'created' | 'imported' | 'deleted' {
  if (entry.op === 'delete') return 'deleted';
  return entry.kind === 'import.run' ? 'imported' : 'created';
}
