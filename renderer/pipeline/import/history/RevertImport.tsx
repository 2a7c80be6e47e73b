import { useTranslation } from 'react-i18next';
import { useRowCountsText } from '#renderer/app/row-counts-text';
import { JobBar } from '#renderer/kit/JobBar';
import { useNotify } from '#renderer/kit/notify';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { Alert, Button, Flex, Modal } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import type { ImportRun, RevertPlan } from '#shared/pipeline/import-revert';
import styles from '../import.module.css';
import { KeptRecords } from './KeptRecords';
import { type RevertFlow, useRevert } from './use-revert';

/** What taking an import back would do, the records that would stay, and the button that does it. */
export function RevertImport(props: { readonly run: ImportRun; readonly onBack: () => void }) {
  const { t } = useTranslation('import');
  const { fileName, actionId } = props.run;
  const flow = useRevert(actionId);
  const { first, plan, planning, reverting } = flow;
  const shown = plan ?? first;
  return (
    <Modal
      open
      width={920}
      title={t('revert.title', { file: fileName })}
      mask={{ closable: false }}
      keyboard={!reverting.running}
      closable={!reverting.running}
      onCancel={props.onBack}
      footer={<Foot flow={flow} onBack={props.onBack} />}
    >
      <div className={styles.body}>
        {reverting.running ? (
          <div className={styles.job}>
            <JobBar progress={reverting.progress} onCancel={reverting.cancel} unit={t('rows')} />
            <p className={styles.quiet}>{t('running')}</p>
          </div>
        ) : shown === null ? (
          planning.running ? (
            <div className={styles.job}>
              <p className={styles.quiet}>{t('revert.planning')}</p>
              <JobBar progress={planning.progress} onCancel={planning.cancel} />
            </div>
          ) : null
        ) : (
          <Planned flow={flow} plan={shown} first={first ?? shown} />
        )}
        {flow.error === null ? null : <ErrorState error={flow.error} />}
      </div>
    </Modal>
  );
}

function Planned(props: {
  readonly flow: RevertFlow;
  readonly plan: RevertPlan;
  readonly first: RevertPlan;
}) {
  const { t } = useTranslation('import');
  const { flow, plan, first } = props;
  const countsText = useRowCountsText();
  const figures = [
    ['removed', plan.removed],
    ['restored', plan.restored],
    ['kept', plan.kept],
    ['gone', plan.gone],
  ] as const;
  const nothing = plan.removed + plan.restored + first.kept === 0;
  return (
    <>
      <dl className={styles.figures}>
        {figures.map(([name, value]) => (
          <div key={name} data-kind={name} data-some={value > 0}>
            <dt>{t(`revert.${name}`)}</dt>
            <dd>{formatCount(value)}</dd>
          </div>
        ))}
      </dl>
      {plan.counts.length === 0 ? null : (
        <p className={styles.counts}>
          {t('revert.wouldDo', { what: countsText(plan.counts, true) })}
        </p>
      )}
      <Alert type="info" showIcon title={nothing ? t('revert.nothing') : t('revert.undoHint')} />
      {first.records.length > 0 ? <KeptRecords flow={flow} plan={first} /> : null}
    </>
  );
}

function Foot({ flow, onBack }: { readonly flow: RevertFlow; readonly onBack: () => void }) {
  const { t } = useTranslation(['import', 'common']);
  const notify = useNotify();
  const countsText = useRowCountsText();
  const { plan, first, reverting, saving } = flow;
  const rows = plan === null ? 0 : plan.removed + plan.restored;
  return (
    <Flex justify="space-between" gap={8}>
      <Button disabled={reverting.running} onClick={onBack}>
        {t('common:back')}
      </Button>
      <Flex gap={8}>
        {(first?.kept ?? 0) > 0 ? (
          <Button
            loading={saving.running}
            onClick={() =>
              flow.saveKept((saved) => {
                const { fileName: file, rows: count } = saved;
                const said = t('revert.keptSaved', { file, count, rows: formatCount(count) });
                notify.written(said, saved);
              })
            }
          >
            {t('revert.saveKept')}
          </Button>
        ) : null}
        <Button
          type="primary"
          disabled={rows === 0}
          loading={reverting.running}
          onClick={() =>
            flow.revert((done) => {
              onBack();
              const what = countsText(done.counts, true);
              notify.undoable(t('revert.done', { file: done.fileName, what }), done);
            })
          }
        >
          {t('revert.run', { count: rows, rows: formatCount(rows) })}
        </Button>
      </Flex>
    </Flex>
  );
}
