import { useTranslation } from 'react-i18next';
import { call } from '#renderer/app/api';
import { OfferButton } from '#renderer/app/OfferButton';
import { useOffer } from '#renderer/app/offers';
import { useCall } from '#renderer/app/queries';
import { useNotify } from '#renderer/kit/notify';
import { Popconfirm } from '#renderer/kit/ui';
import { useFormat } from '#renderer/kit/use-format';
import type { MergeRecord, UnmergeResult } from '#shared/pipeline/duplicates/merge-model';
import styles from './duplicates.module.css';

/** What was merged, newest first, with the way to take it apart again. Null = in the whole workspace. */
export function MergeList({ survivor }: { readonly survivor: string | null }) {
  const { t } = useTranslation('accounts');
  const { data: merges = [] } = useCall('account.merges', { survivor });
  if (merges.length === 0) return null;
  return (
    <section aria-label={t('merges.title')}>
      <h3 className={styles.part}>{t('merges.title')}</h3>
      <ul className={styles.merges}>
        {merges.map((merge) => (
          <Merge key={merge.id} merge={merge} />
        ))}
      </ul>
    </section>
  );
}

function Merge({ merge }: { readonly merge: MergeRecord }) {
  const { t } = useTranslation('accounts');
  const { instant } = useFormat();
  const notify = useNotify();
  const told = useUnmergeText();
  const refused = useOffer('account.unmerge') !== null;
  const unmerge = () =>
    call('account.unmerge', { id: merge.id }).then(
      (result) => notify.undoable(told(result), result),
      notify.failure,
    );
  const names = { survivor: merge.survivorName, merged: merge.mergedName };
  return (
    <li className={styles.merge}>
      <div>
        <div>{t('merges.line', names)}</div>
        <div className={styles.quiet}>
          {t('merges.by', { actor: merge.mergedBy, at: instant(merge.mergedAt) })}
          {merge.unmergedAt === null
            ? null
            : ` · ${t('merges.unmergedBy', { actor: merge.unmergedBy ?? '', at: instant(merge.unmergedAt) })}`}
        </div>
      </div>
      {merge.state === 'unmerged' ? null : (
        <Popconfirm
          disabled={refused}
          title={t('merges.confirm', names)}
          description={<div className={styles.confirm}>{t('merges.confirmText')}</div>}
          okText={t('merges.unmerge')}
          onConfirm={() => void unmerge()}
        >
          <OfferButton call="account.unmerge" size="small">
            {t('merges.unmerge')}
          </OfferButton>
        </Popconfirm>
      )}
    </li>
  );
}

/** What taking apart did, in sentences. */
function useUnmergeText(): (result: UnmergeResult) => string {
  const { t } = useTranslation('accounts');
  return (result) =>
    [
      t('merges.done', { name: result.mergedName, count: result.back }),
      result.stayed === 0
        ? null
        : t('merges.stayed', { count: result.stayed, names: result.stayedNames.join(t('list')) }),
      result.elsewhere === 0 ? null : t('merges.elsewhere', { count: result.elsewhere }),
      result.keptFields.length === 0
        ? null
        : t('merges.keptFields', {
            fields: result.keptFields.map((field) => t(`field.${field}`)).join(t('list')),
          }),
    ]
      .filter((one) => one !== null)
      .join(t('sentenceGap'));
}
