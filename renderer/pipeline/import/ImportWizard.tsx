import { useTranslation } from 'react-i18next';
import { useNotify } from '#renderer/kit/notify';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { Button, Dropdown, Flex, Modal, Steps } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import { toFailure } from '#shared/errors';
import { missingRequired } from '#shared/pipeline/import-fields';
import { EXPORT_FORMATS, type Pipeline } from '#shared/pipeline/model';
import { CheckStep } from './CheckStep';
import { ColumnsStep } from './ColumnsStep';
import { FileStep } from './FileStep';
import styles from './import.module.css';
import { ReportStep } from './ReportStep';
import { type ImportFlow, useImport } from './use-import';
import { useCurrentPipeline } from '#renderer/app/current-pipeline';

const STEPS = ['file', 'columns', 'check', 'report'] as const;

/** Import of one file, a CSV or a sheet of a workbook: what it is, which column is what, what would happen, what happened. */
export function ImportWizard(props: {
  readonly fileToken: string | null;
  readonly pipelines: readonly Pipeline[];
  readonly defaultPipelineId: string | null;
  /** Shows the imports that were made. */
  readonly onHistory: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('import');
  const flow = useImport(props.fileToken, props.defaultPipelineId);
  const cancelled = flow.error !== null && toFailure(flow.error).code === 'CANCELLED';
  const close = () => {
    if (flow.running.running) return;
    if (flow.checking.running) flow.checking.cancel();
    props.onClose();
  };
  return (
    <Modal
      open
      width={920}
      title={t('title')}
      mask={{ closable: false }}
      keyboard={!flow.running.running}
      closable={!flow.running.running}
      onCancel={close}
      footer={<Foot flow={flow} onClose={close} onHistory={props.onHistory} />}
    >
      <Steps
        size="small"
        current={STEPS.indexOf(flow.step)}
        items={STEPS.map((step) => ({ title: t(`step.${step}`) }))}
      />
      <div className={styles.body}>
        {flow.step === 'file' ? <FileStep flow={flow} /> : null}
        {flow.step === 'columns' && flow.inspection !== null ? (
          <ColumnsStep flow={flow} inspection={flow.inspection} pipelines={props.pipelines} />
        ) : null}
        {flow.step === 'check' ? <CheckStep flow={flow} /> : null}
        {flow.step === 'report' && flow.report !== null ? (
          <ReportStep report={flow.report} />
        ) : null}
        {flow.error === null ? null : cancelled ? (
          <p role="status">{t('cancelled')}</p>
        ) : (
          <ErrorState error={flow.error} />
        )}
      </div>
    </Modal>
  );
}

function Foot(props: {
  readonly flow: ImportFlow;
  readonly onClose: () => void;
  readonly onHistory: () => void;
}) {
  const { flow, onClose } = props;
  const { t } = useTranslation(['import', 'common']);
  const notify = useNotify();
  const choose = useCurrentPipeline((store) => store.choose);
  const { inspection, preview, report } = flow;
  if (flow.step === 'file') {
    return (
      <Flex justify="space-between" gap={8}>
        <Button onClick={props.onHistory}>{t('imports.open')}</Button>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
      </Flex>
    );
  }
  const rejectsSaved: Parameters<typeof flow.saveRejects>[1] = (saved) => {
    const { fileName: file, rows } = saved;
    notify.written(t('rejectsSaved', { file, count: rows, rows: formatCount(rows) }), saved);
  };
  const rejects =
    (report?.rejected ?? preview?.rejected ?? 0) > 0 ? (
      <Dropdown
        trigger={['click']}
        menu={{
          items: EXPORT_FORMATS.map((format) => ({
            key: format,
            label: t(`rejectsAs.${format}`),
            onClick: () => flow.saveRejects(format, rejectsSaved),
          })),
        }}
      >
        <Button loading={flow.saving.running}>{t('saveRejects')}</Button>
      </Dropdown>
    ) : null;
  if (flow.step === 'report') {
    return (
      <Flex justify="space-between" gap={8}>
        {rejects ?? <span />}
        <Button type="primary" onClick={onClose}>
          {t('common:done')}
        </Button>
      </Flex>
    );
  }
  const writable = preview === null ? 0 : preview.toInsert + preview.toUpdate;
  const missing = inspection === null ? [] : missingRequired(flow.mapping, inspection.kind);
  const needsPipeline = inspection?.kind === 'opportunity' && !pipelineReady(flow);
  return (
    <Flex justify="space-between" gap={8}>
      <Button disabled={flow.running.running} onClick={flow.back}>
        {t('common:back')}
      </Button>
      <Flex gap={8} align="center">
        {flow.step === 'check' ? rejects : null}
        {flow.step === 'columns' && needsPipeline ? (
          <p className={styles.quiet}>{t('pipeline.missing')}</p>
        ) : null}
        {flow.step === 'columns' ? (
          <Button
            type="primary"
            disabled={missing.length > 0 || needsPipeline}
            onClick={flow.check}
          >
            {t('toCheck')}
          </Button>
        ) : (
          <Button
            type="primary"
            disabled={writable === 0}
            loading={flow.running.running}
            onClick={() =>
              flow.run((done) => {
                if (done.pipelineId !== null) choose(done.pipelineId);
              })
            }
          >
            {t('run', { count: writable, rows: formatCount(writable) })}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}

function pipelineReady({ pipeline }: ImportFlow): boolean {
  return pipeline !== null && (pipeline.kind === 'existing' || pipeline.name.trim() !== '');
}
