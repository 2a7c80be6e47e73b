import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/api';
import { useGo } from '../../app/locations';
import { useNotify } from '../../kit/notify';

/** Opens a study's file: it is played again, kept, and said to be the same bits or what differs. */
export function useOpenStudy(): { readonly open: () => Promise<void>; readonly running: boolean } {
  const { t } = useTranslation('study');
  const go = useGo();
  const notify = useNotify();
  const [running, setRunning] = useState(false);
  const open = useCallback(async () => {
    setRunning(true);
    try {
      const found = await call('study.open', { jobId: crypto.randomUUID() });
      if (found === null) return;
      const { study, check } = found;
      go('sandbox', { modelId: study.modelId, studyId: study.id });
      if (check.differences.length === 0)
        notify.success(t('opened.identical', { name: study.name }));
      else {
        const parts = check.differences.map((part) => t(`opened.part.${part}`));
        notify.info(
          t('opened.differs', { name: study.name, parts: parts.join(t('listSeparator')) }),
        );
      }
    } catch (error) {
      notify.failure(error);
    } finally {
      setRunning(false);
    }
  }, [go, notify, t]);
  return { open, running };
}
