import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, useFormat } from '#renderer/kit/use-format';
import { formatAmountMinor, formatCount } from '#shared/format';
import type { Cell } from '#shared/pipeline/model';
import type { Action, ActionChange, Language } from '#shared/workspace/model';
import { useFieldText } from './field-text';
import { useRowCountsText } from './row-counts-text';
import { type MainChange, mainChange } from './main-change';
import { usePreferences } from './preferences';

type Told = Pick<Action, 'kind' | 'subject' | 'rows' | 'counts' | 'change'>;

/** Letters of a value in a sentence; a need may have thousands. */
const MOST_LETTERS = 24;

/** Opportunities come with rows of their own (stage events, a new account) that nobody counts. */
const COUNTS_ONE: ReadonlySet<string> = new Set(['pipeline.create', 'pipeline.transition']);

/** Whether the action is told by what it changed. An import is told by its file, a merge by its record, whatever they changed on the way. */
function tells(kind: string, change: ActionChange | null): change is ActionChange {
  return (
    change?.entity === 'opportunity' && !kind.startsWith('import.') && !kind.startsWith('account.')
  );
}

interface Words {
  readonly t: ReturnType<typeof useTranslation<['workspace', 'pipeline']>>['t'];
  readonly fieldText: ReturnType<typeof useFieldText>;
  readonly format: Format;
  readonly language: Language;
}

/**
 * An action of the history in words: `将“…”的金额由 80万 改为 120万`, `修改商机“…”`, with the number of records when
 * there were several.
 */
export function useActionText(): (action: Told) => string {
  const { t, i18n } = useTranslation(['workspace', 'pipeline']);
  const { language } = usePreferences();
  const fieldText = useFieldText();
  const format = useFormat();
  const countsText = useRowCountsText();
  return useCallback(
    ({ kind, subject, rows, counts, change }) => {
      const main = tells(kind, change) ? mainChange(change) : null;
      if (tells(kind, change) && main !== null) {
        return changeText(change, main, subject, { t, fieldText, format, language });
      }
      const key = `action.${kind}`;
      const known = i18n.exists(key, { ns: 'workspace' });
      const text = known
        ? t(key as 'action.pipeline.update', { subject })
        : t('action.other', { subject });
      // An import and what became of it say the same everywhere.
      if (kind.startsWith('import.') && counts.length > 0) {
        return t('action.told', { text, what: countsText(counts, kind === 'import.revert') });
      }
      const counted = rows > 1 && !COUNTS_ONE.has(kind);
      return counted ? t('action.several', { text, rows: formatCount(rows) }) : text;
    },
    [t, i18n, fieldText, format, countsText, language],
  );
}

function changeText(
  { currency, records }: ActionChange,
  main: MainChange,
  subject: string,
  { t, fieldText, format, language }: Words,
): string {
  const write = (value: Cell, whole: boolean): string =>
    fieldText(main.field, value, (minor) =>
      whole
        ? formatAmountMinor(minor, currency ?? '', language, 'unit')
        : format.amount(minor, currency ?? ''),
    );
  const { was = null, now = null } = main;
  // Two amounts that read alike in short are written out.
  const whole = write(was, false) === write(now, false);
  const words = {
    subject,
    field: t(`pipeline:history.field.${main.field}`),
    was: shortened(write(was, whole)),
    now: shortened(write(now, whole)),
    records: formatCount(records),
  };
  if (records > 1) {
    const same = main.now !== undefined && main.more === 0;
    return same ? t('action.changedAll', words) : t('action.changedMany', words);
  }
  const text = was === null ? t('action.filled', words) : t('action.changed', words);
  return main.more === 0 ? text : t('action.more', { text, more: main.more });
}

function shortened(text: string): string {
  const letters = Array.from(text);
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS - 1).join('')}…` : text;
}
