import { CheckOutlined, CloseOutlined, EditOutlined, LockOutlined } from '@ant-design/icons';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOffers } from '#renderer/app/offers';
import { useHiddenFields } from '#renderer/app/standing';
import { languageOf } from '#renderer/kit/language-of';
import { useFormat } from '#renderer/kit/use-format';
import { Button, Tooltip } from '#renderer/kit/ui';
import { formatPercent, NO_VALUE } from '#shared/format';
import type { OpportunityDetail, OpportunityPatch, OpportunityRow } from '#shared/pipeline/model';
import type { Known } from '../change/Choice';
import { type EditableField, FieldInput } from '../change/FieldInput';
import { useWrites } from '../change/use-writes';
import { useAmounts } from '../view/use-amounts';
import masks from './masked.module.css';
import styles from './panel.module.css';

type Contact = OpportunityDetail['contacts'][number];

const FIELDS: readonly EditableField[] = [
  'name',
  'accountId',
  'ownerId',
  'amountMinor',
  'discountBp',
  'expectedCloseDay',
  'productId',
  'contactId',
  'region',
  'contractNo',
  'needSummary',
  'lossReason',
];
/** A choice or a picked day is complete; text and numbers are complete when one leaves the field or presses Enter. */
const AT_ONCE: ReadonlySet<EditableField> = new Set([
  'accountId',
  'ownerId',
  'productId',
  'contactId',
  'expectedCloseDay',
]);
const LONG: ReadonlySet<EditableField> = new Set(['needSummary', 'lossReason']);
/** As wide as the panel: what may be long. */
const WIDE: ReadonlySet<EditableField> = new Set([...LONG, 'name', 'accountId']);
const SAVED_MS = 1600;

/** The facts of an opportunity, each edited in place: click or Enter, saved per field, Esc reverts. */
export function Facts(props: {
  readonly row: OpportunityRow;
  readonly contacts: readonly Contact[];
  /** Fields with something masked in them: they are not edited unseen. */
  readonly locked: readonly string[];
}) {
  const { row, contacts, locked } = props;
  const { t } = useTranslation('pipeline');
  const refusal = useOffers();
  const kept = useHiddenFields();
  const shown = FIELDS.filter(
    (field) => !kept.has(field) && (field !== 'lossReason' || row.outcome === 'lost'),
  );
  return (
    <div className={styles.facts}>
      {shown.map((field) => (
        <Fact
          key={field}
          field={field}
          row={row}
          contacts={contacts}
          lock={
            locked.includes(field) ? t('panel.masked.locked') : refusal('pipeline.update', field)
          }
        />
      ))}
    </div>
  );
}

function knownOf(field: EditableField, row: OpportunityRow, contacts: readonly Contact[]): Known {
  const known = (value: string | null, label: string | null | undefined): Known =>
    value === null || label === null || label === undefined ? null : { value, label };
  switch (field) {
    case 'accountId':
      return known(row.accountId, row.accountName);
    case 'ownerId':
      return known(row.ownerId, row.ownerName);
    case 'productId':
      return known(row.productId, row.productName);
    case 'contactId':
      return known(row.contactId, contacts.find((one) => one.id === row.contactId)?.name);
    default:
      return null;
  }
}

function Fact(props: {
  readonly field: EditableField;
  readonly row: OpportunityRow;
  readonly contacts: readonly Contact[];
  /** Why it cannot be edited here; null = it can. */
  readonly lock: string | null;
}) {
  const { field, row, contacts, lock } = props;
  const { t } = useTranslation('pipeline');
  const { exact } = useAmounts();
  const format = useFormat();
  const { update } = useWrites();
  const [draft, setDraft] = useState<OpportunityPatch | null>(null);
  const [saved, setSaved] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const returnFocus = useRef(false);
  useEffect(() => {
    if (!saved) return undefined;
    const timer = setTimeout(() => setSaved(false), SAVED_MS);
    return () => clearTimeout(timer);
  }, [saved]);
  useEffect(() => {
    if (draft === null && returnFocus.current) button.current?.focus();
    returnFocus.current = false;
  }, [draft]);

  const known = knownOf(field, row, contacts);
  const value = row[field];
  const text = (): string => {
    if (known !== null) return known.label;
    if (value === null || value === '') return NO_VALUE;
    if (field === 'amountMinor') return exact(row.amountMinor);
    if (field === 'discountBp') return formatPercent((row.discountBp ?? 0) / 10_000, 1);
    if (field === 'expectedCloseDay') return format.day(row.expectedCloseDay, 'weekday');
    return String(value);
  };
  const save = (patch: OpportunityPatch | null) => {
    setDraft(null);
    const next = patch?.[field];
    const normal = typeof next === 'string' && next.trim() === '' ? null : (next ?? null);
    if (patch === null || normal === value || (field === 'name' && normal === null)) return;
    void update(row, { [field]: normal }).then((done) => setSaved(done !== null));
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      returnFocus.current = true;
      setDraft(null);
    } else if (
      event.key === 'Enter' &&
      !AT_ONCE.has(field) &&
      !(LONG.has(field) && !event.ctrlKey)
    ) {
      returnFocus.current = true;
      save(draft);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const label = t(`patch.${field}`);
  return (
    <div className={WIDE.has(field) ? styles.factWide : styles.fact}>
      <span className={styles.factLabel}>{label}</span>
      {lock !== null ? (
        <Tooltip title={lock}>
          <div className={masks.locked}>
            <span className={styles.factText} lang={languageOf(text())}>
              {text()}
            </span>
            <LockOutlined className={styles.pen} aria-label={lock} />
          </div>
        </Tooltip>
      ) : draft === null ? (
        <button
          ref={button}
          type="button"
          className={styles.factValue}
          aria-label={t('panel.editFact', { field: label, value: text() })}
          onClick={() => setDraft({ [field]: value ?? undefined })}
          onKeyDown={(event) => {
            if (event.code === 'KeyE' && !event.ctrlKey && !event.metaKey && !event.altKey) {
              event.preventDefault();
              setDraft({ [field]: value ?? undefined });
            }
          }}
        >
          <span
            className={field === 'amountMinor' ? styles.factNumber : styles.factText}
            lang={languageOf(text())}
          >
            {text()}
          </span>
          {saved ? (
            <CheckOutlined className={styles.saved} aria-label={t('panel.saved')} />
          ) : (
            <EditOutlined className={styles.pen} aria-hidden />
          )}
        </button>
      ) : (
        <div
          className={styles.factEditor}
          onKeyDown={onKey}
          onBlur={(event) => {
            if (AT_ONCE.has(field)) return;
            if (!event.currentTarget.contains(event.relatedTarget)) save(draft);
          }}
        >
          <FieldInput
            field={field}
            autoFocus
            aria-label={label}
            accountId={row.accountId}
            known={known}
            value={draft[field]}
            onChange={(next) => {
              const patch = { [field]: next };
              if (AT_ONCE.has(field)) {
                returnFocus.current = true;
                save(patch);
              } else {
                setDraft(patch);
              }
            }}
          />
          {AT_ONCE.has(field) ? (
            <Tooltip title={t('panel.leaveFact')}>
              <Button
                type="text"
                aria-label={t('panel.leaveFact')}
                icon={<CloseOutlined aria-hidden />}
                onClick={() => setDraft(null)}
              />
            </Tooltip>
          ) : null}
        </div>
      )}
    </div>
  );
}
