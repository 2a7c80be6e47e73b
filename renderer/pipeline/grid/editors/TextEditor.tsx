import type { CustomCellEditorProps } from 'ag-grid-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from '#shared/pipeline/model';
import styles from './editors.module.css';

/** The text a cell editor starts with: the typed character replaces, F2 and Enter keep what was there. */
export function startText(eventKey: string | null, present: string): string {
  return eventKey !== null && [...eventKey].length === 1 ? eventKey : present;
}

/** Focuses a cell's field; keeps the caret behind a typed character, else selects all as Excel does on F2. */
export function useEditorFocus(typed: boolean) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const field = input.current;
    field?.focus();
    if (typed) field?.setSelectionRange(field.value.length, field.value.length);
    else field?.select();
  }, [typed]);
  return input;
}

/** Plain text in a cell. */
export function TextEditor(props: CustomCellEditorProps<OpportunityRow, string>) {
  const { t } = useTranslation('pipeline');
  const { eventKey, initialValue, onValueChange, value } = props;
  const start = startText(eventKey, initialValue ?? '');
  const typed = start !== (initialValue ?? '');
  const input = useEditorFocus(typed);
  useEffect(() => {
    if (typed) onValueChange(start);
    // Only the first character counts; later ones come through the field.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return (
    <input
      ref={input}
      className={styles.input}
      maxLength={200}
      value={value ?? ''}
      aria-label={t('field.name')}
      onChange={(event) => onValueChange(event.target.value)}
    />
  );
}
