import { useTranslation } from 'react-i18next';
import { Alert, Flex, Segmented } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import { type ImportPreview, isKeyed, KEYS_OF, type MatchKey } from '#shared/pipeline/import-model';
import { hasKey } from '#shared/pipeline/match-key';
import styles from './import.module.css';
import type { ImportFlow } from './use-import';

/** Doubles that are told one by one. */
const SHOWN = 5;

/** By what stored records are found, as far as the file has it; and rows that would stand here twice. */
export function KeyChoice({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('import');
  const { preview, mapping, matchKey } = flow;
  const kind = flow.inspection?.kind;
  if (preview === null || kind === undefined) return null;
  if (!isKeyed(kind)) return <Twins preview={preview} />;
  const keys: readonly MatchKey[] = KEYS_OF[kind];
  const offered = keys.filter((key) => key === 'externalId' || hasKey(mapping, key));
  const label = (key: MatchKey) => {
    if (kind === 'account' && key === 'externalId') return t('key.numberOrName');
    if (kind === 'contact' && key === 'externalId') return t('key.numberOrNameAccount');
    return hasKey(mapping, key) ? t(`key.${key}`) : t('key.none');
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
      <Twins preview={preview} />
    </>
  );
}

/** Rows that say the same as an earlier one: both would be written. */
function Twins({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useTranslation('import');
  if (preview.twins === 0) return null;
  const twins = preview.notes.filter(({ code }) => code === 'twin');
  return (
    <Alert
      type="warning"
      showIcon
      title={t('twins.title', { count: preview.twins, rows: formatCount(preview.twins) })}
      description={
        <ul className={styles.notices}>
          {twins.slice(0, SHOWN).map(({ line, value }) => (
            <li key={line}>
              {t('twins.line', { line: formatCount(line), other: formatCount(Number(value)) })}
            </li>
          ))}
          {preview.twins > SHOWN ? (
            <li>{t('doubles.more', { rows: formatCount(preview.twins - SHOWN) })}</li>
          ) : null}
        </ul>
      }
    />
  );
}
