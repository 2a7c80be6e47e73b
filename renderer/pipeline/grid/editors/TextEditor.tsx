import type { CustomCellEditorProps } from 'ag-grid-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from '#shared/pipeline/model';
import styles from './editors.module.css';

/** Tells a text of an input method from the name of a key, as the grid hands both on. */
const TYPED = '\uE000';

/** The `key` with which an edit starts that begins with a text of several characters. */
export function typedText(text: string): string {
  return `${TYPED}${text}`;
}

/** What was typed to begin an edit: a character, or what an input method gave; null for F2, Enter and the like. */
export function typedStart(eventKey: string | null): string | null {
  if (eventKey === null) return null;
  if (eventKey.startsWith(TYPED)) return eventKey.slice(TYPED.length);
  return [...eventKey].length === 1 ? eventKey : null;
}

/** The text a cell editor starts with: what was typed replaces, F2 and Enter keep what was there. */
export function startText(eventKey: string | null, present: string): string {
  return typedStart(eventKey) ?? present;
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
