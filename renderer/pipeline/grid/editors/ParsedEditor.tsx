import { WarningOutlined } from '@ant-design/icons';
import { type CustomCellEditorProps, useGridCellEditor } from 'ag-grid-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Tooltip } from '#renderer/kit/ui';
import type { OpportunityRow } from '#shared/pipeline/model';
import styles from './editors.module.css';
import { startText, useEditorFocus } from './TextEditor';

/** How a typed text was understood: the value and how to say it, or what is wrong. */
export type Reading<V> =
  | {
      readonly ok: true;
      readonly value: V | null;
      readonly say: string;
      /** Likely not what was meant. */
      readonly doubtful?: boolean;
    }
  | { readonly ok: false; readonly say: string };

interface ParsedEditorProps<V> extends CustomCellEditorProps<OpportunityRow, V> {
  readonly label: string;
  readonly presentText: string;
  readonly read: (text: string) => Reading<V>;
  readonly onKey?: (event: KeyboardEvent, setText: (text: string) => void) => void;
  readonly children?: (setText: (text: string) => void) => ReactNode;
}

/**
 * A cell field for something that is read from text (amount, day). Shows the reading below while one types; what
 * cannot be read stays in the field with the reason, and Enter does not leave it.
 */
export function ParsedEditor<V>(props: ParsedEditorProps<V>) {
  const { eventKey, presentText, read, onValueChange } = props;
  const start = startText(eventKey, presentText);
  const typed = start !== presentText;
  const [text, setShown] = useState(start);
  const input = useEditorFocus(typed);
  const reading = read(text);
  const setText = (next: string) => {
    setShown(next);
    const now = read(next);
    if (now.ok) onValueChange(now.value);
  };
  useGridCellEditor({
    getValidationErrors: () => (reading.ok ? null : [reading.say]),
    isCancelAfterEnd: () => !reading.ok || text === presentText,
  });
  const noteId = `reading-${props.column.getColId()}`;
  return (
    <Tooltip
      open
      title={
        reading.ok && reading.doubtful === true ? (
          <span className={styles.doubtful}>
            <WarningOutlined aria-hidden /> {reading.say}
          </span>
        ) : (
          reading.say
        )
      }
      placement="bottomRight"
    >
      <div className={styles.parsed}>
        <input
          ref={input}
          className={styles.input}
          value={text}
          aria-label={props.label}
          aria-invalid={!reading.ok}
          aria-describedby={noteId}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => props.onKey?.(event, setText)}
          onFocus={() => {
            // A single typed character is a value, too.
            if (typed && reading.ok) onValueChange(reading.value);
          }}
        />
        {props.children?.(setText)}
        <span id={noteId} className="visually-hidden" aria-live="polite">
          {reading.say}
        </span>
      </div>
    </Tooltip>
  );
}
