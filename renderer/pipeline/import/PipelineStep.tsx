import { useTranslation } from 'react-i18next';
import { useOwnName } from '#renderer/app/use-own-name';
import { DayInput } from '#renderer/kit/field/DayInput';
import { Field } from '#renderer/kit/field/Field';
import { Input, Select } from '#renderer/kit/ui';
import type { ImportInspection } from '#shared/pipeline/import-model';
import type { Pipeline } from '#shared/pipeline/model';
import { CurrencySelect } from '../parts/CurrencySelect';
import styles from './import.module.css';
import { type ImportFlow, newPipeline } from './use-import';

const NEW = 'new';

/** Into which pipeline the opportunities go: one that exists, or a new one with its currency. */
export function PipelineStep(props: {
  readonly flow: ImportFlow;
  readonly inspection: ImportInspection;
  readonly pipelines: readonly Pipeline[];
}) {
  const { t } = useTranslation('import');
  const ownName = useOwnName();
  const { flow, inspection, pipelines } = props;
  const choice = flow.pipeline;
  const fresh = newPipeline(inspection);
  const change = (part: { name?: string; currency?: string; sourceNote?: string }) =>
    flow.choosePipeline({ ...fresh, ...(choice?.kind === 'new' ? choice : {}), ...part });
  return (
    <div className={styles.settings}>
      <div className={choice?.kind === 'new' ? undefined : styles.wider}>
        <Field label={t('pipeline.label')}>
          <Select
            value={choice === null ? null : choice.kind === 'new' ? NEW : choice.id}
            placeholder={t('pipeline.choose')}
            options={[
              ...pipelines.map(({ id, name, currency }) => ({
                value: id,
                label: t('pipeline.withCurrency', { name: ownName(name), currency }),
              })),
              { value: NEW, label: t('pipeline.new') },
            ]}
            onChange={(id) => flow.choosePipeline(id === NEW ? fresh : { kind: 'existing', id })}
          />
        </Field>
      </div>
      {choice?.kind === 'new' ? (
        <>
          <Field
            required
            label={t('pipeline.name')}
            error={choice.name.trim() === '' ? t('pipeline.nameMissing') : null}
          >
            <Input
              maxLength={120}
              value={choice.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          </Field>
          <Field label={t('pipeline.currency')}>
            <CurrencySelect value={choice.currency} onChange={(currency) => change({ currency })} />
          </Field>
          <Field
            label={t('pipeline.asOf')}
            hint={flow.asOfDay === null ? t('pipeline.asOfLive') : t('pipeline.asOfHint')}
          >
            <DayInput value={flow.asOfDay} max={inspection.today} onChange={flow.chooseAsOf} />
          </Field>
          <div className={styles.wide}>
            <Field label={t('pipeline.source')} hint={t('pipeline.sourceHint')}>
              <Input
                maxLength={2000}
                value={choice.sourceNote}
                onChange={(event) => change({ sourceNote: event.target.value })}
              />
            </Field>
          </div>
        </>
      ) : null}
    </div>
  );
}
