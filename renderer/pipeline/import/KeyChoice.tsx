import { useTranslation } from 'react-i18next';
import { Alert, Flex, Segmented } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import { type ColumnMapping, isKeyed, KEYS_OF, type MatchKey } from '#shared/pipeline/import-model';
import styles from './import.module.css';
import type { ImportFlow } from './use-import';

/** Doubles that are told one by one. */
const SHOWN = 5;

const NEEDS: Readonly<Record<MatchKey, readonly string[]>> = {
  externalId: ['externalId'],
  nameAccount: ['name', 'accountRef'],
  contractNo: ['contractNo'],
  name: ['name'],
  taxId: ['taxId'],
  email: ['email'],
};

/** By what stored records are found, as far as the file has it; and rows that would stand here twice. */
export function KeyChoice({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('import');
  const { preview, mapping, matchKey } = flow;
  const kind = flow.inspection?.kind;
  if (preview === null || kind === undefined || !isKeyed(kind)) return null;
  const keys: readonly MatchKey[] = KEYS_OF[kind];
  const offered = keys.filter((key) => key === 'externalId' || has(mapping, key));
  const label = (key: MatchKey) => {
    if (kind === 'account' && key === 'externalId') return t('key.numberOrName');
    if (kind === 'contact' && key === 'externalId') return t('key.numberOrNameAccount');
    return has(mapping, key) ? t(`key.${key}`) : t('key.none');
  };
  const doubles = preview.notes.filter(({ code }) => code === 'double');
  return (
    <>
      {offered.length < 2 ? null : (
        <Flex gap={12} align="center" wrap>
          <span>{t(`key.of.${kind}`)}</span>
          <Segmented<MatchKey>
            aria-label={t(`key.of.${kind}`)}
            value={matchKey}
            onChange={flow.chooseKey}
            options={offered.map((key) => ({ value: key, label: label(key) }))}
          />
        </Flex>
      )}
      {preview.doubles === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={t('doubles.title', {
            count: preview.doubles,
            rows: formatCount(preview.doubles),
          })}
          description={
            <ul className={styles.notices}>
              {doubles.slice(0, SHOWN).map(({ line, value }) => (
                <li key={line}>{t('doubles.line', { line: formatCount(line), name: value })}</li>
              ))}
              {preview.doubles > SHOWN ? (
                <li>{t('doubles.more', { rows: formatCount(preview.doubles - SHOWN) })}</li>
              ) : null}
            </ul>
          }
        />
      )}
    </>
  );
}

function has(mapping: ColumnMapping, key: MatchKey): boolean {
  return NEEDS[key].every((field) => mapping[field] !== undefined);
}
