import { useTranslation } from 'react-i18next';
import { Alert, Flex, Segmented } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import { type ColumnMapping, MATCH_KEYS, type MatchKey } from '#shared/pipeline/import-model';
import styles from './import.module.css';
import type { ImportFlow } from './use-import';

/** Doubles that are told one by one. */
const SHOWN = 5;

const NEEDS: Readonly<Record<MatchKey, readonly string[]>> = {
  externalId: ['externalId'],
  nameAccount: ['name', 'accountRef'],
  contractNo: ['contractNo'],
};

/** By what stored opportunities are found, as far as the file has it; and rows that would stand here twice. */
export function KeyChoice({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('import');
  const { preview, mapping, matchKey } = flow;
  if (preview === null || flow.inspection?.kind !== 'opportunity') return null;
  const offered = MATCH_KEYS.filter((key) => key === 'externalId' || has(mapping, key));
  const doubles = preview.notes.filter(({ code }) => code === 'double');
  return (
    <>
      {offered.length < 2 ? null : (
        <Flex gap={12} align="center" wrap>
          <span>{t('key.label')}</span>
          <Segmented<MatchKey>
            aria-label={t('key.label')}
            value={matchKey}
            onChange={flow.chooseKey}
            options={offered.map((key) => ({
              value: key,
              label: has(mapping, key) ? t(`key.${key}`) : t('key.none'),
            }))}
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
