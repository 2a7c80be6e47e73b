import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { Action } from '#shared/workspace/model';

/** An action of the history in words: `修改商机「…」`, with the number of rows when there were several. */
export function useActionText(): (action: Pick<Action, 'kind' | 'subject' | 'rows'>) => string {
  const { t, i18n } = useTranslation('workspace');
  return useCallback(
    ({ kind, subject, rows }) => {
      const key = `action.${kind}`;
      const known = i18n.exists(key, { ns: 'workspace' });
      const text = known
        ? t(key as 'action.pipeline.update', { subject })
        : t('action.other', { subject });
      return rows > 1 ? t('action.several', { text, rows: formatCount(rows) }) : text;
    },
    [t, i18n],
  );
}
