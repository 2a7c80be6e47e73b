import { useTranslation } from 'react-i18next';
import {
  type Block,
  isOfStudy,
  REHEARSAL_CHARTS,
  REHEARSAL_TABLES,
  STUDY_CHARTS,
  STUDY_TABLES,
} from '#shared/composer/model';
import type { Language } from '#shared/workspace/model';
import { useCall } from '../app/queries';
import { useOwnName } from '../app/use-own-name';
import { EmptyState } from '../kit/states/EmptyState';
import { ErrorState } from '../kit/states/ErrorState';
import { ScrollRegion } from '../kit/ScrollRegion';
import { LoadingState } from '../kit/states/LoadingState';
import { Input, Select } from '../kit/ui';
import styles from './composer.module.css';

type ChartBlock = Extract<Block, { kind: 'chart' }>;
type TableBlock = Extract<Block, { kind: 'table' }>;

interface FieldProps<B> {
  readonly block: B;
  readonly language: Language;
  readonly onChange: (block: Block, options?: { readonly merge?: boolean }) => void;
}

/** Which kept study a figure comes from. */
function StudyPicker(props: {
  readonly runId: string | null;
  readonly onChange: (runId: string | null) => void;
}) {
  const { t } = useTranslation('composer');
  const studies = useCall('study.list', {}).data ?? [];
  return (
    <Select
      size="small"
      aria-label={t('study.picked')}
      value={props.runId}
      options={studies.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={props.onChange}
      popupMatchSelectWidth={false}
    />
  );
}

/** Which rehearsal a figure comes from. */
function RunPicker(props: {
  readonly runId: string | null;
  readonly onChange: (runId: string | null) => void;
}) {
  const { t } = useTranslation('composer');
  const ownName = useOwnName();
  const runs = useCall('sandbox.list', { pipelineId: null }).data ?? [];
  return (
    <Select
      size="small"
      aria-label={t('new.run')}
      placeholder={t('rehearsal.pick')}
      value={props.runId}
      options={runs.map((run) => ({ value: run.id, label: ownName(run.name) }))}
      onChange={props.onChange}
      popupMatchSelectWidth={false}
    />
  );
}

/** A chart of a rehearsal, shown exactly as it will be printed. */
export function ChartField({ block, language, onChange }: FieldProps<ChartBlock>) {
  const { t } = useTranslation('composer');
  // A figure of a study stays one: another run of the same kind can be picked.
  const ofStudy = isOfStudy(block.chart);
  const Picker = ofStudy ? StudyPicker : RunPicker;
  return (
    <div className={styles.form}>
      <div className={styles.pickers}>
        <Select
          size="small"
          aria-label={t('chart.kind')}
          value={block.chart}
          options={(ofStudy ? STUDY_CHARTS : REHEARSAL_CHARTS).map((value) => ({
            value,
            label: t(`chart.${value}`),
          }))}
          onChange={(chart) => onChange({ ...block, chart })}
          popupMatchSelectWidth={false}
        />
        <Picker runId={block.runId} onChange={(runId) => onChange({ ...block, runId })} />
      </div>
      {block.runId === null ? (
        <EmptyState kind="nothingYet" title={t('rehearsal.missing')} />
      ) : (
        <ChartPicture runId={block.runId} chart={block.chart} language={language} />
      )}
      <Input
        variant="borderless"
        className={styles.caption ?? ''}
        aria-label={t('table.caption')}
        placeholder={t('table.caption')}
        value={block.caption}
        maxLength={200}
        onChange={(event) => onChange({ ...block, caption: event.target.value }, { merge: true })}
      />
    </div>
  );
}

/** A chart of a rehearsal as it will be printed, for reading. */
export function ChartPicture(props: {
  readonly runId: string;
  readonly chart: ChartBlock['chart'];
  readonly language: Language;
}) {
  const picture = useCall('composer.chart', props, { keepPrevious: true });
  if (picture.isError) return <ErrorState error={picture.error} />;
  if (picture.data === undefined) return <LoadingState rows={5} />;
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.data.svg)}`;
  return <img className={styles.chart} src={address} alt={picture.data.alt} />;
}

/** A table of a rehearsal, with the figures that will be printed. */
export function RehearsalTableField({ block, language, onChange }: FieldProps<TableBlock>) {
  const { t } = useTranslation('composer');
  if (block.source.kind !== 'rehearsal') return null;
  const { source } = block;
  const ofStudy = isOfStudy(source.table);
  const Picker = ofStudy ? StudyPicker : RunPicker;
  return (
    <div className={styles.form}>
      <div className={styles.pickers}>
        <Select
          size="small"
          aria-label={t('table.kind')}
          value={source.table}
          options={(ofStudy ? STUDY_TABLES : REHEARSAL_TABLES).map((value) => ({
            value,
            label: t(`table.${value}`),
          }))}
          onChange={(table) => onChange({ ...block, source: { ...source, table } })}
          popupMatchSelectWidth={false}
        />
        <Picker
          runId={source.runId}
          onChange={(runId) => onChange({ ...block, source: { ...source, runId } })}
        />
      </div>
      <Input
        variant="borderless"
        className={styles.caption ?? ''}
        aria-label={t('table.caption')}
        placeholder={t('table.caption')}
        value={block.caption}
        maxLength={200}
        onChange={(event) => onChange({ ...block, caption: event.target.value }, { merge: true })}
      />
      {source.runId === null ? (
        <EmptyState kind="nothingYet" title={t('rehearsal.missing')} />
      ) : (
        <TablePicture runId={source.runId} table={source.table} language={language} />
      )}
    </div>
  );
}

function TablePicture(props: {
  readonly runId: string;
  readonly table: Extract<TableBlock['source'], { kind: 'rehearsal' }>['table'];
  readonly language: Language;
}) {
  const { t } = useTranslation('composer');
  const table = useCall('composer.table', props, { keepPrevious: true });
  if (table.isError) return <ErrorState error={table.error} />;
  if (table.data === undefined) return <LoadingState rows={5} />;
  const { header, rows, numeric, note } = table.data;
  const align = (column: number) => (numeric[column] === true ? styles.numeric : undefined);
  return (
    <>
      <ScrollRegion className={styles.printedFrame} role="group" label={t(`table.${props.table}`)}>
        <table className={styles.printed}>
          <thead>
            <tr>
              {header.map((text, column) => (
                <th key={text} scope="col" className={align(column)}>
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join('\u0000')}>
                {row.map((text, column) => (
                  <td key={`${header[column] ?? ''}-${text}`} className={align(column)}>
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {note === '' ? null : <p className={styles.note}>{note}</p>}
    </>
  );
}
