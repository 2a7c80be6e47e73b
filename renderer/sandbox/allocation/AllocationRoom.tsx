import {
  ExportOutlined,
  FolderOpenOutlined,
  PlayCircleOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sameLocks } from '#shared/sandbox/allocation/edit-locks';
import type { AllocationLock, AllocationQuestion } from '#shared/sandbox/allocation/model';
import { OfferButton } from '../../app/OfferButton';
import { useCommand } from '../../app/queries';
import { Field } from '../../kit/field/Field';
import { JobBar } from '../../kit/JobBar';
import { useNotify } from '../../kit/notify';
import { Page, PageHeader, Section } from '../../kit/page/Page';
import { SplitPane } from '../../kit/SplitPane';
import { EmptyState } from '../../kit/states/EmptyState';
import { ErrorState } from '../../kit/states/ErrorState';
import { Alert, Button, InputNumber } from '../../kit/ui';
import { useJob } from '../../kit/use-job';
import { ALLOCATION, QuestionSelect } from '../QuestionSelect';
import room from '../sandbox.module.css';
import styles from './allocation.module.css';
import { AllocationResult } from './AllocationResult';
import { useAllocation } from './use-allocation';

/** Currency of files that do not say theirs. */
const CURRENCY = 'CNY';

/** Which stock to move between stores: what is asked at the left, the plan and what a person decides of it at the right. */
export function AllocationRoom() {
  const { t } = useTranslation(['transfers', 'sandbox']);
  const { folder, horizonDays, answer, locks } = useAllocation();
  const pick = useCommand('sandbox.pickAllocation');
  const solve = useJob('sandbox.allocate', 'allocation', { failure: 'inline' });
  const save = useJob('sandbox.savePickLists', 'allocation');
  const notify = useNotify();
  const [asked, setAsked] = useState<readonly AllocationLock[] | null>(null);
  const question = (own: readonly AllocationLock[] | null): AllocationQuestion => ({
    folderToken: folder?.folderToken ?? null,
    horizonDays,
    currency: CURRENCY,
    locks: own === null ? null : [...own],
  });
  const run = async (own: readonly AllocationLock[] | null) => {
    setAsked(own);
    const found = await solve.run(question(own));
    if (found !== null) useAllocation.setState({ answer: found, locks: found.locks });
  };
  const write = async () => {
    if (answer === null) return;
    const suggestedName = t('pickListName', { day: answer.plan.day });
    const file = await save.run({ ...question(answer.locks), suggestedName });
    if (file !== null) notify.written(t('saved', { file: file.fileName }), file);
  };
  const changed = answer !== null && !sameLocks(locks, answer.locks);
  return (
    <Page fill>
      <PageHeader
        title={t('sandbox:title')}
        subtitle={t('subtitle')}
        beside={<QuestionSelect modelId={ALLOCATION} />}
        actions={
          <OfferButton
            call="sandbox.savePickLists"
            icon={<ExportOutlined aria-hidden />}
            loading={save.running}
            // What is written is the plan that is shown, not one that nobody has seen.
            disabled={answer === null || changed || answer.plan.moves.length === 0}
            onClick={() => void write()}
          >
            {t('pickLists')}
          </OfferButton>
        }
      />
      <div className={room.desk}>
        <SplitPane
          id="allocation"
          side="start"
          defaultSize={320}
          min={280}
          max={520}
          start={
            <div className={room.side}>
              <form
                className={room.form}
                aria-label={t('form')}
                onSubmit={(event) => {
                  event.preventDefault();
                  void run(null);
                }}
              >
                <Alert
                  type={folder === null ? 'warning' : 'info'}
                  showIcon
                  title={
                    folder === null
                      ? t('source.generated')
                      : t('source.folder', { name: folder.name })
                  }
                  description={t('source.about')}
                />
                <div className={room.run}>
                  <Button
                    block
                    icon={<FolderOpenOutlined aria-hidden />}
                    loading={pick.isPending}
                    onClick={() =>
                      pick.mutate(
                        {},
                        {
                          onSuccess: (found) => {
                            if (found === null) return;
                            useAllocation.setState({ folder: found, answer: null, locks: [] });
                          },
                        },
                      )
                    }
                  >
                    {t('source.pick')}
                  </Button>
                </div>
                <Field label={t('horizon')} hint={t('horizonHint')}>
                  <InputNumber
                    value={horizonDays}
                    min={1}
                    max={180}
                    precision={0}
                    onChange={(next) =>
                      typeof next === 'number' && useAllocation.setState({ horizonDays: next })
                    }
                  />
                </Field>
                <OfferButton
                  call="sandbox.allocate"
                  block
                  type="primary"
                  size="large"
                  htmlType="submit"
                  icon={<PlayCircleOutlined aria-hidden />}
                  loading={solve.running}
                >
                  {t('solve')}
                </OfferButton>
              </form>
            </div>
          }
          end={
            <div className={room.main}>
              {solve.running ? <JobBar progress={solve.progress} onCancel={solve.cancel} /> : null}
              {solve.error === null || solve.running ? null : (
                <ErrorState error={solve.error} onRetry={() => void run(asked)} />
              )}
              {changed ? (
                <Section title={t('locks.title')}>
                  <p>{t('locks.changed')}</p>
                  <div className={styles.actions}>
                    <OfferButton
                      call="sandbox.allocate"
                      type="primary"
                      loading={solve.running}
                      onClick={() => void run(locks)}
                    >
                      {t('locks.again')}
                    </OfferButton>
                    <Button
                      icon={<UndoOutlined aria-hidden />}
                      onClick={() => useAllocation.setState({ locks: answer.locks })}
                    >
                      {t('locks.back')}
                    </Button>
                  </div>
                </Section>
              ) : null}
              {answer === null ? (
                solve.running || solve.error !== null ? null : (
                  <EmptyState kind="nothingYet" title={t('empty')}>
                    {t('emptyText')}
                  </EmptyState>
                )
              ) : (
                <AllocationResult
                  answer={answer}
                  locks={locks}
                  onLocks={(next) => useAllocation.setState({ locks: next })}
                />
              )}
            </div>
          }
        />
      </div>
    </Page>
  );
}
