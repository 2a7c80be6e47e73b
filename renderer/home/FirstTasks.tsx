import { CheckCircleFilled, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visitedPlaces } from '../app/frame/visited';
import { LOCATIONS, type PlaceName, useGo } from '../app/locations';
import { useCall } from '../app/queries';
import { useWorkspace } from '../app/workspace';
import { Section } from '../kit/page/Page';
import styles from './home.module.css';

const TASKS = ['open', 'edit', 'rehearse', 'compose', 'export', 'verify'] as const;
type Task = (typeof TASKS)[number];

const PLACE_OF: Readonly<Record<Task, PlaceName>> = {
  open: 'pipeline',
  edit: 'pipeline',
  rehearse: 'sandbox',
  compose: 'composer',
  export: 'composer',
  verify: 'verify',
};

function useDoneTasks(workspaceId: string, isEmpty: boolean): ReadonlySet<Task> {
  const { data: actions = [] } = useCall('history.list', { limit: 50 });
  const { data: runs = [] } = useCall('sandbox.list', { pipelineId: null });
  const { data: documents = [] } = useCall('composer.list', {});
  const { data: exports = [] } = useCall('composer.exports', { documentId: null });
  const visited = visitedPlaces(workspaceId);
  const done: Readonly<Record<Task, boolean>> = {
    open: !isEmpty && visited.has(LOCATIONS.pipeline.path),
    edit: actions.some(({ kind }) => kind === 'pipeline.update' || kind === 'pipeline.transition'),
    rehearse: runs.length > 0,
    compose: documents.length > 0,
    export: exports.length > 0,
    verify: visited.has(LOCATIONS.verify.path),
  };
  return new Set(TASKS.filter((task) => done[task]));
}

/** Six real tasks that tick by themselves; gone when all are done or when hidden. Without data the first is to bring some. */
export function FirstTasks() {
  const { t } = useTranslation(['home', 'common']);
  const { id } = useWorkspace();
  const go = useGo();
  const isEmpty = useCall('pipeline.list', {}).data?.length === 0;
  const done = useDoneTasks(id, isEmpty);
  const hideKey = `tasks-hidden:${id}`;
  const [hidden, setHidden] = useState(() => localStorage.getItem(hideKey) !== null);
  if (hidden || done.size === TASKS.length) return null;
  const hide = () => {
    localStorage.setItem(hideKey, '1');
    setHidden(true);
  };
  const nameOf = (task: Task) => (task === 'open' && isEmpty ? 'import' : task);
  const count = t('home:tasks.count', { done: done.size, all: TASKS.length });
  return (
    <Section
      title={t('home:tasks.title')}
      extra={
        <span className={styles.taskHead}>
          <span>{count}</span>
          <Button size="small" type="text" onClick={hide}>
            {t('common:hide')}
          </Button>
        </span>
      }
    >
      <ol className={styles.tasks}>
        {TASKS.map((task, index) => (
          <li key={task}>
            <button
              type="button"
              className={styles.task}
              onClick={() =>
                task === 'open' && isEmpty
                  ? go('pipeline', { action: 'import' })
                  : go(PLACE_OF[task])
              }
            >
              {done.has(task) ? (
                <CheckCircleFilled className={styles.tick} aria-label={t('home:tasks.done')} />
              ) : (
                <span className={styles.number} aria-hidden>
                  {index + 1}
                </span>
              )}
              <span className={styles.taskText}>
                <span>{t(`home:tasks.${nameOf(task)}`)}</span>
                <small>{t(`home:tasks.${nameOf(task)}Hint`)}</small>
              </span>
              <RightOutlined className={styles.arrow} aria-hidden />
            </button>
          </li>
        ))}
      </ol>
    </Section>
  );
}
