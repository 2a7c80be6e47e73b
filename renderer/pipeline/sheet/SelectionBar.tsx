import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfferButton } from '#renderer/app/OfferButton';
import { useCall } from '#renderer/app/queries';
import { copyText } from '#renderer/kit/copy-text';
import { Tooltip } from '#renderer/kit/ui';
import { keyLabel, ON_MAC } from '#renderer/app/commands/key-label';
import { bindingOf } from '#renderer/kit/grid/grid-keys';
import type { CallInput } from '#shared/contract';
import { formatCount, formatPercent } from '#shared/format';
import {
  blocksOf,
  columnSpans,
  isRange,
  lengthOf,
  rowSpans,
  type Selection,
} from '#shared/pipeline/sheet/selection';
import { useAmounts } from '../view/use-amounts';
import { useView } from '../view/use-view';
import styles from './sheet.module.css';
import { useSheetStore } from './sheet-store';
import { useSheetEdits } from './use-sheet-edits';

/** A selection is asked about when it has rested so long, ms: dragging passes over hundreds. */
const RESTS_MS = 90;

function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), RESTS_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** 计数 / 求和 / 平均 of the selected cells, and what can be done with their rows. Nothing for a single cell. */
export function SelectionBar() {
  const selection = useRested(useSheetStore((store) => store.selection));
  if (selection === null || !isRange(selection)) return <div className={styles.bar} />;
  return <Bar selection={selection} />;
}

function Bar({ selection }: { readonly selection: Selection }) {
  const { t } = useTranslation('sheet');
  const { query } = useView();
  const fields = useSheetStore((store) => store.fields);
  const copied = useSheetStore((store) => store.copied);
  const openBulk = useSheetStore((store) => store.openBulk);
  const { remove, busy } = useSheetEdits();
  const columns = columnSpans(selection).flatMap(({ column, spans }) => {
    const field = fields[column];
    return field === undefined ? [] : [{ field, spans }];
  });
  const cells = columns.reduce((sum, { spans }) => sum + lengthOf(spans), 0);
  const spans = rowSpans(selection);
  const rows = formatCount(lengthOf(spans));
  const size =
    blocksOf(selection).length > 1
      ? t('bar.sizeBlocks', { cells: formatCount(cells) })
      : t('bar.size', { rows, columns: columns.length });
  return (
    <section className={styles.bar} aria-label={t('bar.label')}>
      <span role="status">
        {copied === null ? size : t('bar.copied', { cells: formatCount(copied) })}
      </span>
      <Figures query={query} columns={columns} />
      <span className={styles.actions}>
        <Tooltip title={keyLabel(bindingOf('grid.bulkEdit'), ON_MAC)}>
          <OfferButton
            call="pipeline.updateMany"
            size="small"
            icon={<EditOutlined aria-hidden />}
            disabled={busy}
            onClick={() => openBulk(spans)}
          >
            {t('bar.bulk')}
          </OfferButton>
        </Tooltip>
        <Tooltip title={keyLabel(bindingOf('grid.deleteRows'), ON_MAC)}>
          <OfferButton
            call="pipeline.updateMany"
            size="small"
            danger
            icon={<DeleteOutlined aria-hidden />}
            disabled={busy}
            onClick={() => void remove({ query, spans })}
          >
            {t('bar.remove', { rows })}
          </OfferButton>
        </Tooltip>
      </span>
    </section>
  );
}

function Figures(props: CallInput<'pipeline.aggregate'>) {
  const { t } = useTranslation('sheet');
  const { short, exact } = useAmounts();
  const { data } = useCall('pipeline.aggregate', props, { keepPrevious: true });
  if (data === undefined) return null;
  const amount = data.numbers.find(({ field }) => field === 'amountMinor');
  const discount = data.numbers.find(({ field }) => field === 'discountBp');
  const mean = amount === undefined || amount.count === 0 ? null : amount.sum / amount.count;
  return (
    <>
      <Figure name={t('bar.count')} shown={formatCount(data.filled)} copied={String(data.filled)} />
      {amount === undefined ? null : (
        <Figure name={t('bar.sum')} shown={short(amount.sum)} copied={exact(amount.sum)} />
      )}
      {mean === null ? null : (
        <Figure name={t('bar.average')} shown={short(mean)} copied={exact(mean)} />
      )}
      {amount !== undefined || discount === undefined || discount.count === 0 ? null : (
        <Figure
          name={t('bar.average')}
          shown={formatPercent(discount.sum / discount.count / 10_000, 1)}
          copied={formatPercent(discount.sum / discount.count / 10_000, 2)}
        />
      )}
    </>
  );
}

/** A figure; a click copies it with all its digits. */
function Figure(props: { readonly name: string; readonly shown: string; readonly copied: string }) {
  const { t } = useTranslation('sheet');
  const { name, shown, copied } = props;
  const label = t('bar.copyFigure', { name, value: copied });
  return (
    <button type="button" className={styles.figure} title={label} onClick={() => copyText(copied)}>
      {name} <b>{shown}</b>
    </button>
  );
}
