import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGo } from '../app/locations';
import { useCall } from '../app/queries';
import { useOwnName } from '../app/use-own-name';
import { Section } from '../kit/page/Page';
import { EmptyState } from '../kit/states/EmptyState';
import { useFormat } from '../kit/use-format';
import styles from './home.module.css';

const SHOWN = 5;

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly at: number;
  readonly open: () => void;
}

/** The newest rehearsals and documents. */
export function RecentWork() {
  const { t } = useTranslation('home');
  const go = useGo();
  const ownName = useOwnName();
  const { data: runs = [] } = useCall('sandbox.list', { pipelineId: null });
  const { data: documents = [] } = useCall('composer.list', {});
  return (
    <div className={styles.pair}>
      <RecentList
        title={t('recentRuns.title')}
        empty={t('recentRuns.empty')}
        action={t('recentRuns.action')}
        onAction={() => go('sandbox')}
        entries={runs.map((run) => ({
          id: run.id,
          title: ownName(run.name),
          at: run.createdAt,
          open: () => go('sandbox', { runId: run.id }),
        }))}
      />
      <RecentList
        title={t('recentDocuments.title')}
        empty={t('recentDocuments.empty')}
        action={t('recentDocuments.action')}
        onAction={() => go('composer')}
        entries={documents.map((document) => ({
          id: document.id,
          title: document.title,
          at: document.updatedAt,
          open: () => go('composer', { documentId: document.id }),
        }))}
      />
    </div>
  );
}

function RecentList(props: {
  readonly title: string;
  readonly empty: string;
  readonly action: string;
  readonly onAction: () => void;
  readonly entries: readonly Entry[];
}) {
  const format = useFormat();
  const newest = props.entries.toSorted((a, b) => b.at - a.at).slice(0, SHOWN);
  return (
    <Section title={props.title}>
      {newest.length === 0 ? (
        <EmptyState
          kind="nothingYet"
          title={props.empty}
          action={<Button onClick={props.onAction}>{props.action}</Button>}
        />
      ) : (
        <ul className={styles.recent}>
          {newest.map((entry) => (
            <li key={entry.id}>
              <button type="button" className={styles.recentRow} onClick={entry.open}>
                <span className={styles.recentTitle}>{entry.title}</span>
                <span className={styles.recentAt}>{format.instant(entry.at)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
