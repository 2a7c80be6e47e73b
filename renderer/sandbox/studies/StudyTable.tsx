import { useTranslation } from 'react-i18next';
import { formatChance, formatCount, NO_VALUE } from '#shared/format';
import type { ScenarioOutput } from '#shared/sandbox/scenario';
import { bestVariant } from '#shared/sandbox/studies/best';
import type { StudyResult } from '#shared/sandbox/study';
import { ScrollRegion } from '../../kit/ScrollRegion';
import { Table, type TableColumnsType } from '../../kit/ui';
import room from '../sandbox.module.css';
import type { Reading } from '#shared/sandbox/studies/reading';
import { type ShownStudy, useDifferenceReading } from './shown-study';
import { useModelText } from './use-model-text';

type Row = StudyResult['variants'][number];

/** Every variant's figures on the same futures, with their Monte-Carlo errors. */
export function StudyTable(props: {
  readonly shown: ShownStudy;
  readonly output: ScenarioOutput;
  readonly reading: Reading;
}) {
  const { shown, output, reading } = props;
  const { request, result, model } = shown;
  const { t } = useTranslation('study');
  const text = useModelText();
  const ranked = model.outputs.find(({ id }) => id === result.ranked);
  const more = useDifferenceReading(shown, output);
  const regret = useDifferenceReading(shown, ranked);
  const best = bestVariant(result).variantId;
  const unit = (title: string, { label }: Reading) =>
    label === '' || label === '%' ? title : t('table.inUnit', { title, unit: label });
  const number = (
    key: string,
    title: string,
    say: (row: Row) => string,
  ): TableColumnsType<Row>[number] => ({
    key,
    title,
    align: 'right',
    render: (_value: unknown, row: Row) => <span className="num">{say(row)}</span>,
  });
  const quantile = (point: 'p10' | 'p50' | 'p90' | 'cvar5', title: string) =>
    number(point, unit(title, reading), ({ outputs }) => {
      const value = outputs[output.id]?.[point].value;
      return value === undefined ? NO_VALUE : reading.format(value);
    });
  const columns: TableColumnsType<Row> = [
    {
      key: 'name',
      title: t('table.variant'),
      render: (_value, { variantId }) => (
        <span className={variantId === best ? room.bestName : ''}>
          {request.variants.find(({ id }) => id === variantId)?.name ?? variantId}
        </span>
      ),
    },
    quantile('p10', 'P10'),
    quantile('p50', 'P50'),
    quantile('p90', 'P90'),
    number('mean', unit(t('table.mean'), reading), ({ outputs }) => {
      const mean = outputs[output.id]?.mean;
      return mean === undefined
        ? NO_VALUE
        : `${reading.format(mean.value)} ± ${reading.format(1.96 * mean.se)}`;
    }),
    number('difference', unit(t('table.difference'), more), ({ outputs }) => {
      const difference = outputs[output.id]?.difference?.mean;
      return difference === undefined
        ? NO_VALUE
        : `${more.format(difference.value, true)} ± ${more.format(1.96 * difference.se)}`;
    }),
    number('better', t('table.better'), ({ outputs }) =>
      formatChance(outputs[output.id]?.difference?.betterChance.value ?? null),
    ),
    number('best', t('table.best'), ({ bestChance }) => formatChance(bestChance.value)),
    number('regret', unit(t('table.regret'), regret), ({ expectedRegret }) =>
      regret.format(expectedRegret.value),
    ),
    quantile('cvar5', t('table.cvar')),
  ];
  return (
    <>
      <ScrollRegion
        className={room.wide}
        role="group"
        label={t('table.title', { output: text(output.name) })}
      >
        <Table
          size="small"
          rowKey={({ variantId }) => variantId}
          columns={columns}
          dataSource={result.variants}
          pagination={false}
        />
      </ScrollRegion>
      <p className={room.note}>
        {t('table.note', {
          n: formatCount(result.replicates),
          ranked: ranked === undefined ? result.ranked : text(ranked.name),
        })}
      </p>
    </>
  );
}
