import { useTranslation } from 'react-i18next';
import { Select } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import { IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import type { ImportKind, UnknownWord } from '#shared/pipeline/import-model';
import { knownValues } from '#shared/pipeline/known-values';
import styles from './import.module.css';
import { ScrollTable } from '#renderer/kit/table/ScrollTable';
import { useFieldName } from './use-field-name';
import type { ImportFlow } from './use-import';
import { useImportValue } from './use-import-value';

/** Words of the file that mean nothing here, each with a choice of what it means; what was chosen stays changeable. */
export function UnknownValues(props: { readonly flow: ImportFlow; readonly kind: ImportKind }) {
  const { t } = useTranslation('import');
  const { flow, kind } = props;
  const fieldName = useFieldName();
  const valueText = useImportValue();
  const unknown = flow.preview?.unknown ?? [];
  const chosen = Object.entries(flow.valueMap).flatMap(([field, words]) =>
    flow.mapping[field] === undefined
      ? []
      : Object.entries(words).map(([word, value]) => ({ field, word, value })),
  );
  if (unknown.length + chosen.length === 0) return null;
  const line = (
    one: Omit<UnknownWord, 'rows'> & { readonly rows: string; readonly value: string | null },
  ) => (
    <tr key={`${one.field} ${one.word}`}>
      <td>{fieldName(kind, one.field)}</td>
      <td className={styles.value}>{one.word}</td>
      <td className="num">{one.rows}</td>
      <td>
        <Select
          allowClear
          size="small"
          showSearch={{ optionFilterProp: 'label' }}
          className={styles.column ?? ''}
          aria-label={t('values.meaningOf', { word: one.word })}
          placeholder={t('values.none')}
          value={one.value}
          options={one.options.map((value) => ({
            value,
            label: valueText(kind, one.field, value, ''),
          }))}
          onChange={(value: string | null | undefined) =>
            flow.chooseValue(one.field, one.word, value ?? null)
          }
        />
      </td>
    </tr>
  );
  return (
    <>
      <h3 className={styles.part}>{t('values.title')}</h3>
      <p className={styles.quiet}>{t('values.lead')}</p>
      <ScrollTable
        label={t('values.title')}
        headers={[t('values.field'), t('values.word'), t('values.rows'), t('values.meaning')]}
      >
        {unknown.map((one) =>
          line({
            ...one,
            rows: formatCount(one.rows),
            value: flow.valueMap[one.field]?.[one.word] ?? null,
          }),
        )}
        {chosen
          .filter(
            (one) => !unknown.some(({ field, word }) => field === one.field && word === one.word),
          )
          .map((one) => line({ ...one, rows: '', options: optionsOf(kind, one.field, one.value) }))}
      </ScrollTable>
    </>
  );
}

/** What a word could mean instead of what was chosen; a record can be chosen anew once the word is unknown again. */
function optionsOf(kind: ImportKind, field: string, value: string): string[] {
  const type = IMPORT_FIELDS[kind].find(({ name }) => name === field)?.type;
  const known = type === undefined ? [] : knownValues(type).map((one) => one.value);
  return known.length > 0 ? known : [value];
}
