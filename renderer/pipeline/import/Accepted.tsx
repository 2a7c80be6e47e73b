import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import { IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import type { ImportKind, ImportPreview } from '#shared/pipeline/import-model';
import styles from './import.module.css';
import { useFieldName } from './use-field-name';
import { useImportValue } from './use-import-value';
import { ScrollTable } from '#renderer/kit/table/ScrollTable';

/** The first rows as they will be written, so that a swapped column is seen before it is too late. */
export function Accepted(props: { readonly kind: ImportKind; readonly preview: ImportPreview }) {
  const { t } = useTranslation('import');
  const fieldName = useFieldName();
  const valueText = useImportValue();
  const { kind } = props;
  const { accepted: rows, acceptedLines: lines, notes, currency } = props.preview;
  if (rows.length === 0) return null;
  const fields = IMPORT_FIELDS[kind]
    .map((field) => field.name)
    .filter((name) => rows.some((row) => (row[name]?.value ?? '') !== ''));
  /** What each line is marked with. */
  const marks = new Map(
    notes.flatMap(({ line, code, value }) =>
      code === 'nameDerived'
        ? []
        : [
            [
              line,
              code === 'double'
                ? t('doubles.mark', { name: value })
                : t('twins.mark', { other: formatCount(Number(value)) }),
            ] as const,
          ],
    ),
  );
  const marked = lines.some((line) => marks.has(line));
  return (
    <>
      <h3 className={styles.part}>{t('accepted')}</h3>
      <ScrollTable
        label={t('accepted')}
        headers={[...(marked ? [t('marked')] : []), ...fields.map((name) => fieldName(kind, name))]}
      >
        {rows.map((row, index) => (
          // The rows have no identity of their own and never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={index}>
            {marked ? <td className={styles.mark}>{marks.get(lines[index] ?? 0) ?? ''}</td> : null}
            {fields.map((name) => (
              <Resulting
                key={name}
                text={valueText(kind, name, row[name]?.value ?? null, currency)}
                raw={row[name]?.raw ?? ''}
              />
            ))}
          </tr>
        ))}
      </ScrollTable>
    </>
  );
}

/** What a cell becomes, with the text of the file beneath where that is another. */
function Resulting({ text, raw }: { readonly text: string; readonly raw: string }) {
  return (
    <td>
      {text}
      {raw === '' || plain(raw) === plain(text) ? null : <span className={styles.raw}>{raw}</span>}
    </td>
  );
}

/** A text without what only makes it easier to read: `¥1,500` and `1500` say the same. */
function plain(text: string): string {
  return text.replaceAll(/[\s,¥$€£]/g, '');
}
