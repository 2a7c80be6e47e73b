import { useTranslation } from 'react-i18next';
import type { ImpactOf } from '#shared/composer/content/impact';
import { useGo } from '../../app/locations';
import { useCall } from '../../app/queries';
import { ErrorState } from '../../kit/states/ErrorState';
import { Button } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import styles from './content.module.css';

/** Every block, document and export that a source or a version touches: what is to be looked at again. */
export function Uses({ kind, id }: ImpactOf) {
  const { t } = useTranslation('content');
  const go = useGo();
  const format = useFormat();
  const impact = useCall('content.impact', { kind, id });
  if (impact.isError) return <ErrorState error={impact.error} />;
  if (impact.data === undefined) return null;
  const { blocks, documents, exports } = impact.data;
  const none =
    (kind === 'version' || blocks.length === 0) && documents.length + exports.length === 0;
  return (
    <section className={styles.uses} aria-label={t('uses.title')}>
      <h3>{t('uses.title')}</h3>
      {none ? <p className={styles.quiet}>{t('uses.none')}</p> : null}
      {kind === 'source' && blocks.length > 0 ? (
        <>
          <h4>{t('uses.blocks', { n: blocks.length })}</h4>
          <ul className={styles.files}>
            {blocks.map(({ blockId, number, state, title }) => (
              <li key={`${blockId} ${number}`}>
                <Button
                  size="small"
                  type="link"
                  className={styles.wrapping ?? ''}
                  onClick={() => go('content', { tab: 'blocks', blockId })}
                >
                  {t('uses.block', { title, number, state: t(`state.${state}`) })}
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {documents.length === 0 ? null : (
        <>
          <h4>{t('uses.documents', { n: documents.length })}</h4>
          <ul className={styles.files}>
            {documents.map((document) => (
              <li key={document.id}>
                <Button
                  size="small"
                  type="link"
                  className={styles.wrapping ?? ''}
                  onClick={() => go('composer', { documentId: document.id })}
                >
                  {document.title}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {exports.length === 0 ? null : (
        <>
          <h4>{t('uses.exports', { n: exports.length })}</h4>
          <ul className={styles.files}>
            {exports.map(({ exportId, title, recipient, traceCode, exportedAt }) => (
              <li key={exportId}>
                {t('uses.export', {
                  title,
                  recipient,
                  code: traceCode,
                  at: format.instant(exportedAt),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
