import { CalendarOutlined } from '@ant-design/icons';
import type { CustomCellEditorProps } from 'ag-grid-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/kit/use-format';
import type { OpportunityRow } from '#shared/pipeline/model';
import { parseDay } from '#shared/pipeline/parse-day';
import { useToday } from '../../view/use-view';
import styles from './editors.module.css';
import { ParsedEditor, type Reading } from './ParsedEditor';

/** A calendar day in a cell: typed in any clear way, Ctrl+; for today, Alt+↓ or the button for the calendar. */
export function DayEditor(props: CustomCellEditorProps<OpportunityRow, string>) {
  const { t } = useTranslation('pipeline');
  const today = useToday();
  const { day: sayDay } = useFormat();
  const calendar = useRef<HTMLInputElement>(null);
  const openCalendar = () => calendar.current?.showPicker();
  const read = (text: string): Reading<string> => {
    if (text.trim() === '') return { ok: true, value: null, say: t('edit.dayHint') };
    const reading = parseDay(text);
    if (!reading.ok) return { ok: false, say: t(`edit.day.${reading.problem}`) };
    return { ok: true, value: reading.day, say: sayDay(reading.day, 'weekday') };
  };
  return (
    <ParsedEditor
      {...props}
      label={t('field.expectedCloseDay')}
      presentText={props.initialValue ?? ''}
      read={read}
      onKey={(event, setText) => {
        if (event.code === 'Semicolon' && (event.ctrlKey || event.metaKey)) setText(today);
        else if (event.key === 'ArrowDown' && event.altKey) openCalendar();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {(setText) => (
        <>
          <button
            type="button"
            tabIndex={-1}
            className={styles.calendar}
            aria-label={t('edit.openCalendar')}
            onClick={openCalendar}
          >
            <CalendarOutlined aria-hidden />
          </button>
          <input
            ref={calendar}
            type="date"
            tabIndex={-1}
            aria-hidden
            className={styles.picker}
            defaultValue={props.initialValue ?? today}
            onChange={(event) => setText(event.target.value)}
          />
        </>
      )}
    </ParsedEditor>
  );
}
