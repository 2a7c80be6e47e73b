import { cloneElement, type ReactElement, type ReactNode, useId } from 'react';
import styles from './field.module.css';

interface FieldControl {
  id?: string;
  'aria-invalid'?: boolean;
  'aria-describedby'?: string;
  'aria-required'?: boolean;
}

/**
 * Label, control, hint and error in the one arrangement all forms use. Gives the control its `id`,
 * `aria-invalid` and `aria-describedby`; the error stands beside the field, never in a notice alone.
 */
export function Field(props: {
  readonly label: string;
  readonly children: ReactElement<FieldControl>;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly required?: boolean;
}) {
  const id = useId();
  const hasError = props.error !== undefined && props.error !== null && props.error !== '';
  const noteId = `${id}-note`;
  const note = hasError ? props.error : props.hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {props.label}
        {props.required === true ? (
          <span aria-hidden className={styles.required}>
            *
          </span>
        ) : null}
      </label>
      {cloneElement(props.children, {
        id,
        'aria-invalid': hasError,
        ...(note === undefined || note === null ? {} : { 'aria-describedby': noteId }),
        ...(props.required === true ? { 'aria-required': true } : {}),
      })}
      {note === undefined || note === null ? null : (
        <div id={noteId} className={hasError ? styles.error : styles.hint} aria-live="polite">
          {note}
        </div>
      )}
    </div>
  );
}
