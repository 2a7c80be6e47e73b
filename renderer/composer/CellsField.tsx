import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Block } from '#shared/composer/model';
import { hasHeader } from '#shared/composer/own-table';
import { Button, Checkbox, Input, Space } from '../kit/ui';
import styles from './composer.module.css';

type TableBlock = Extract<Block, { kind: 'table' }>;

const MAX_ROWS = 200;
const MAX_COLUMNS = 12;

/** A small table of one's own, with or without a header; rows and columns come and go at the end. */
export function CellsField(props: {
  readonly block: TableBlock;
  readonly onChange: (block: Block, options?: { readonly merge?: boolean }) => void;
}) {
  const { block, onChange } = props;
  const { t } = useTranslation('composer');
  if (block.source.kind !== 'cells') return null;
  const { source } = block;
  const { rows } = source;
  const headed = hasHeader(source);
  const columns = rows[0]?.length ?? 0;
  const set = (next: string[][], merge = false) =>
    onChange({ ...block, source: { ...source, rows: next } }, { merge });

  return (
    <div className={styles.form}>
      <Input
        variant="borderless"
        className={styles.caption ?? ''}
        aria-label={t('table.caption')}
        placeholder={t('table.caption')}
        value={block.caption}
        maxLength={200}
        onChange={(event) => onChange({ ...block, caption: event.target.value }, { merge: true })}
      />
      <table className={styles.cells}>
        <tbody>
          {rows.map((row, rowIndex) => (
            // Rows have no identity of their own; they are added and removed at the end only.
            <tr
              key={`row-${String(rowIndex)}`}
              className={headed && rowIndex === 0 ? styles.headRow : undefined}
            >
              {row.map((cell, columnIndex) => (
                <td key={`cell-${String(columnIndex)}`}>
                  <Input
                    size="small"
                    value={cell}
                    maxLength={2000}
                    aria-label={t('table.cell', { row: rowIndex + 1, column: columnIndex + 1 })}
                    onChange={(event) =>
                      set(rows.with(rowIndex, row.with(columnIndex, event.target.value)), true)
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Space wrap>
        <Checkbox
          checked={headed}
          onChange={(event) =>
            onChange({ ...block, source: { ...source, header: event.target.checked } })
          }
        >
          {t('table.header')}
        </Checkbox>
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          disabled={rows.length >= MAX_ROWS}
          onClick={() => set([...rows, Array<string>(columns).fill('')])}
        >
          {t('table.addRow')}
        </Button>
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          disabled={columns >= MAX_COLUMNS}
          onClick={() => set(rows.map((row) => [...row, '']))}
        >
          {t('table.addColumn')}
        </Button>
        <Button
          size="small"
          icon={<MinusOutlined aria-hidden />}
          disabled={rows.length <= 1}
          onClick={() => set(rows.slice(0, -1))}
        >
          {t('table.removeRow')}
        </Button>
        <Button
          size="small"
          icon={<MinusOutlined aria-hidden />}
          disabled={columns <= 1}
          onClick={() => set(rows.map((row) => row.slice(0, -1)))}
        >
          {t('table.removeColumn')}
        </Button>
      </Space>
    </div>
  );
}
