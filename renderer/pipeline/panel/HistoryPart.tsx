import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/kit/use-format';
import { formatPercent, NO_VALUE } from '#shared/format';
import { type Cell, type HistoryEntry, OUTCOMES, STAGES } from '#shared/pipeline/model';
import { useAmounts } from '../view/use-amounts';
import styles from './panel.module.css';

/** Columns of the change log that have a name for people; bookkeeping columns are left out. */
const NAMED = [
  'name',
  'accountId',
  'ownerId',
  'productId',
  'contactId',
  'region',
  'stage',
  'outcome',
  'amountMinor',
  'discountBp',
  'openedDay',
  'expectedCloseDay',
  'closedDay',
  'needSummary',
  'contractNo',
  'lossReason',
] as const;
type NamedField = (typeof NAMED)[number];

/** `amount_minor` and `amountMinor` alike. */
function namedField(column: string): NamedField | undefined {
  const camel = column.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  return NAMED.find((name) => name === camel);
}

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
  const cell = useCellText();
  const actor =
    entry.requestedBy === null
      ? entry.actorName
      : t('approval.by', { requester: entry.requestedBy, actor: entry.actorName });
  const who = { actor, at: instant(entry.at) };
  const fields = entry.fields.flatMap(({ field, was, now }) => {
    const name = namedField(field);
    return name === undefined
      ? []
      : [{ name, was: cell(name, was), now: cell(name, now), added: was === null }];
  });
  const how =
    entry.kind === 'undo' || entry.kind === 'redo' ? t(`history.${entry.kind}`, who) : null;
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
        <div>{t(`history.${origin(entry)}`, who)}</div>
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
  return entry.kind.startsWith('import') ? 'imported' : 'created';
}

function useCellText(): (field: NamedField, value: Cell) => string {
  const { t } = useTranslation(['pipeline', 'common']);
  const { exact } = useAmounts();
  return (field, value) => {
    if (value === null || value === '') return t('history.nothing');
    if (field === 'amountMinor' && typeof value === 'number') return exact(value);
    if (field === 'discountBp' && typeof value === 'number')
      return formatPercent(value / 10_000, 1);
    if (field === 'stage') {
      const stage = STAGES.find((one) => one === value);
      return stage === undefined ? NO_VALUE : t(`common:stage.${stage}`);
    }
    if (field === 'outcome') {
      const outcome = OUTCOMES.find((one) => one === value);
      return outcome === undefined ? NO_VALUE : t(`common:outcome.${outcome}`);
    }
    return String(value);
  };
}
