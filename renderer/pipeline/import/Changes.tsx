import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { ImportKind, ImportPreview } from '#shared/pipeline/import-model';
import styles from './import.module.css';
import { ScrollTable } from '#renderer/kit/table/ScrollTable';
import { useFieldName } from './use-field-name';
import { useImportValue } from './use-import-value';

/** The first records that would change, with what each field holds now and what it will hold. */
export function Changes(props: {
  readonly kind: ImportKind;
  readonly changes: ImportPreview['changes'];
  readonly currency: string;
}) {
  const { t } = useTranslation('import');
  const fieldName = useFieldName();
  const valueText = useImportValue();
  const { kind, changes, currency } = props;
  if (changes.length === 0) return null;
  return (
    <>
      <h3 className={styles.part}>{t('changes.title')}</h3>
      <ScrollTable
        label={t('changes.title')}
        headers={[
          t('changes.line'),
          t('changes.name'),
          t('changes.field'),
          t('changes.was'),
          t('changes.now'),
        ]}
      >
        {changes.flatMap(({ line, name, fields }) =>
          fields.map(({ field, was, now }, at) => (
            <tr key={`${line} ${field}`}>
              <td className="num">{at === 0 ? formatCount(line) : ''}</td>
              <td>{at === 0 ? name : ''}</td>
              <td>{fieldName(kind, field)}</td>
              <td className={styles.value}>
                {valueText(kind, field, was, currency) || t('problems.empty')}
              </td>
              <td>{valueText(kind, field, now, currency) || t('problems.empty')}</td>
            </tr>
          )),
        )}
      </ScrollTable>
    </>
  );
}
