import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '#shared/contract';
import type { LoadedStreamId } from '#shared/sandbox/streams/streams';
import { useCall } from '../../app/queries';
import { ErrorState } from '../../kit/states/ErrorState';
import { LoadingState } from '../../kit/states/LoadingState';
import { Drawer } from '../../kit/ui';
import { LoadDialog } from './LoadDialog';
import { StreamTable } from './StreamTable';
import styles from './streams.module.css';

/** A file that was picked for a stream. */
export interface Picked {
  readonly stream: LoadedStreamId;
  readonly file: NonNullable<CallOutput<'import.pickFile'>>;
}

/** The data streams of the workspace: what there is, how recent and how good, and loading more of it. */
export function StreamsDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('streams');
  const streams = useCall('sandbox.streams', {});
  const [picked, setPicked] = useState<Picked | null>(null);
  return (
    <Drawer title={t('title')} open onClose={onClose} size={980}>
      <p className={styles.subtitle}>{t('subtitle')}</p>
      {streams.isPending ? (
        <LoadingState />
      ) : streams.isError ? (
        <ErrorState error={streams.error} onRetry={() => void streams.refetch()} />
      ) : (
        <StreamTable streams={streams.data} onPick={setPicked} />
      )}
      {picked === null ? null : <LoadDialog picked={picked} onClose={() => setPicked(null)} />}
    </Drawer>
  );
}
