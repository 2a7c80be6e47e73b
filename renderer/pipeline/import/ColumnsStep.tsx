import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/kit/field/Field';
import { Refreshing } from '#renderer/kit/states/LoadingState';
import { Alert, Select } from '#renderer/kit/ui';
import { IMPORT_FIELDS, leftOut, missingRequired } from '#shared/pipeline/import-fields';
import {
  type ColumnMapping,
  IMPORT_KINDS,
  type ImportInspection,
} from '#shared/pipeline/import-model';
import type { Pipeline } from '#shared/pipeline/model';
import { DayOrderChoice } from './DayOrderChoice';
import { FormatFields } from './FormatFields';
import styles from './import.module.css';
import { Notices } from './Notices';
import { PipelineStep } from './PipelineStep';
import { useFieldName } from './use-field-name';
import type { ImportFlow } from './use-import';

const SAMPLES = 3;

/** How the file is read, what it holds, and which column is which field. Guessed; everything can be changed. */
export function ColumnsStep(props: {
  readonly flow: ImportFlow;
  readonly inspection: ImportInspection;
  readonly pipelines: readonly Pipeline[];
}) {
  const { t } = useTranslation('import');
  const { flow, inspection } = props;
  const { format, kind } = inspection;
  const fieldName = useFieldName();
  const missing = missingRequired(flow.mapping, kind);
  return (
    <Refreshing busy={flow.busy}>
      <p className={styles.file}>
        <strong>{inspection.fileName}</strong>
        <span className={styles.quiet}>{t(`from.${inspection.mappingFrom}`)}</span>
      </p>
      <div className={styles.settings}>
        <Field label={t('kind.label')}>
          <Select
            value={kind}
            options={IMPORT_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(next) => flow.inspect(next, format)}
          />
        </Field>
        <FormatFields inspection={inspection} onChange={(next) => flow.inspect(kind, next)} />
      </div>
      {kind === 'opportunity' ? (
        <PipelineStep flow={flow} inspection={inspection} pipelines={props.pipelines} />
      ) : null}
      <Notices notices={inspection.notices} />
      {flow.fileChanged ? <Alert type="warning" showIcon title={t('pending.changed')} /> : null}
      {missing.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('missingRequired', {
            fields: missing.map((name) => fieldName(kind, name)).join(t('and')),
          })}
        />
      ) : null}
      <LeftOut inspection={inspection} mapping={flow.mapping} />
      <DayOrderChoice flow={flow} inspection={inspection} />
      <table className={styles.mapping}>
        <caption className="visually-hidden">{t('mapping.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('mapping.field')}</th>
            <th scope="col">{t('mapping.column')}</th>
            <th scope="col">{t('mapping.samples')}</th>
          </tr>
        </thead>
        <tbody>
          {IMPORT_FIELDS[kind].map(({ name, required }) => {
            const column = flow.mapping[name];
            const label = fieldName(kind, name);
            const samples =
              column === undefined
                ? []
                : inspection.samples.slice(0, SAMPLES).map((row) => row[column] ?? '');
            return (
              <tr key={name}>
                <th scope="row">
                  {label}
                  {required ? (
                    <span className={styles.required}>{t('mapping.required')}</span>
                  ) : null}
                </th>
                <td>
                  <Select
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    className={styles.column ?? ''}
                    aria-label={t('mapping.columnFor', { field: label })}
                    placeholder={t('mapping.none')}
                    value={column ?? null}
                    options={inspection.headers.map((header, value) => ({
                      value,
                      label: header === '' ? t('mapping.unnamed', { number: value + 1 }) : header,
                    }))}
                    onChange={(next: number | null | undefined) => flow.map(name, next ?? null)}
                    {...(missing.includes(name) ? { status: 'warning' as const } : {})}
                  />
                </td>
                <td className={styles.samples}>
                  {samples.filter((one) => one !== '').join(t('mapping.between'))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Refreshing>
  );
}

/** Columns of the file that go nowhere; a warning when a main field could be among them. */
function LeftOut(props: {
  readonly inspection: ImportInspection;
  readonly mapping: ColumnMapping;
}) {
  const { t } = useTranslation('import');
  const fieldName = useFieldName();
  const { kind, headers } = props.inspection;
  const { columns, fields } = leftOut(headers, props.mapping, kind);
  if (columns.length === 0) return null;
  const names = columns.map((name) => t('leftOut.column', { name })).join(t('and'));
  return (
    <Alert
      className={styles.notice ?? ''}
      type={fields.length > 0 ? 'warning' : 'info'}
      showIcon
      title={t('leftOut.columns', { count: columns.length, columns: names })}
      {...(fields.length > 0
        ? {
            description: t('leftOut.fields', {
              fields: fields.map((name) => fieldName(kind, name)).join(t('and')),
            }),
          }
        : {})}
    />
  );
}
