import { textsOf } from '#electron/shell/texts';
import en from '#resources/locales/en/workspace.json';
import zh from '#resources/locales/zh-CN/workspace.json';
import { formatCount } from '#shared/format';
import type { CliContext } from './context';
import type { Language } from '#shared/workspace/model';
import { type RowCounts, rowCountsText } from '#shared/workspace/row-counts';

/**
 * What an import or a revert did, in the words of the window; empty when it did nothing.
 * @param takenBack changed rows got back what they held before
 */
export function countsText(language: Language, counts: RowCounts, takenBack = false): string {
  const text = textsOf(language === 'zh-CN' ? zh : en);
  return rowCountsText(counts, {
    rows: (entity, count) => {
      // English has two forms.
      const form = language === 'en' && count === 1 ? 'one' : 'other';
      return text(`rows.unit.${entity}_${form}`, { rows: formatCount(count) });
    },
    part: (part, what) =>
      text(`rows.${takenBack && part === 'updated' ? 'restored' : part}`, { what }),
    and: text('rows.and'),
    between: text('rows.between'),
  });
}

/** What would be done, with the words around it; `what` as from {@link countsText}. */
export function plannedText({ text }: CliContext, what: string): string {
  return what === '' ? text('import.nothingPlanned') : text('import.planned', { what });
}
