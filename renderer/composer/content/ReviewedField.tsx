import { useTranslation } from 'react-i18next';
import { contentRefusal } from '#shared/composer/content/shown';
import type { Block } from '#shared/composer/model';
import type { Language } from '#shared/workspace/model';
import { useGo } from '../../app/locations';
import { useCall } from '../../app/queries';
import { ErrorState } from '../../kit/states/ErrorState';
import { LoadingState } from '../../kit/states/LoadingState';
import { Button, Tag } from '../../kit/ui';
import styles from './content.module.css';
import { PrintedBlocks } from './PrintedBlocks';

type ReviewedBlock = Extract<Block, { kind: 'reviewed' }>;

/** Reviewed content where a document refers to it: as it will be printed, and what stands against printing it. */
export function ReviewedField(props: {
  readonly block: ReviewedBlock;
  readonly language: Language;
  readonly onChange: (block: Block) => void;
}) {
  const { block, language, onChange } = props;
  const { t } = useTranslation('content');
  const go = useGo();
  const found = useCall('content.shown', { ids: [block.versionId] }, { keepPrevious: true });
  if (found.isError) return <ErrorState error={found.error} />;
  if (found.data === undefined) return <LoadingState rows={3} />;
  const version = found.data.find(({ id }) => id === block.versionId);
  const refusal = contentRefusal(version);
  const newer = version?.newer ?? null;
  return (
    <div className={styles.reviewed}>
      <div className={styles.reviewedHead}>
        {version === undefined ? null : (
          <Button
            size="small"
            type="link"
            onClick={() => go('content', { tab: 'blocks', blockId: block.blockId })}
          >
            {t('use.version', { title: version.title, number: version.number })}
          </Button>
        )}
        {refusal === null ? (
          <Tag color="success">{t('use.ready')}</Tag>
        ) : (
          <Tag color="error">{t(`use.refusal.${refusal}`)}</Tag>
        )}
        {version?.flags.includes('overdue') === true ? (
          <Tag color="warning">{t('flag.overdue')}</Tag>
        ) : null}
        {newer === null ? null : (
          <>
            <Tag color="warning">{t('use.newer', { number: newer.number })}</Tag>
            <Button size="small" onClick={() => onChange({ ...block, versionId: newer.id })}>
              {t('use.takeNewer')}
            </Button>
          </>
        )}
      </div>
      {version === undefined ? null : <PrintedBlocks blocks={version.blocks} language={language} />}
    </div>
  );
}
