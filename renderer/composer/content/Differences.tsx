import { diffComm } from 'node-diff3';
import { useTranslation } from 'react-i18next';
import type { ContentVersion } from '#shared/composer/content/block';
import { contentDifference, type LineChange } from '#shared/composer/content/differences';
import { Section } from '../../kit/page/Page';
import styles from './content.module.css';

/** What a version changes of the one before it: what those who review look at. */
export function Differences(props: {
  readonly versions: readonly ContentVersion[];
  readonly version: ContentVersion;
}) {
  const { versions, version } = props;
  const { t } = useTranslation('content');
  const before = versions.find(({ number }) => number === version.number - 1);
  if (before === undefined) return null;
  const { lines, facts, others } = contentDifference(before.content, version.content, diffComm);
  const unchanged =
    facts.length === 0 && others.length === 0 && lines.every(({ change }) => change === 'same');
  return (
    <Section title={t('diff.title', { number: before.number })}>
      {unchanged ? <p className={styles.quiet}>{t('diff.none')}</p> : <Lines lines={lines} />}
      {facts.length === 0 ? null : (
        <>
          <h3>{t('facts.title')}</h3>
          <Lines lines={facts} />
        </>
      )}
      {others.length === 0 ? null : (
        <p className={styles.quiet}>
          {t('diff.others', { what: others.map((one) => t(`diff.${one}`)).join(t('next')) })}
        </p>
      )}
    </Section>
  );
}

const SIGNS = { same: ' ', removed: '−', added: '+' } as const;

function Lines({ lines }: { readonly lines: readonly LineChange[] }) {
  const { t } = useTranslation('content');
  return (
    <ul className={styles.diff}>
      {lines.map(({ change, text }, at) => (
        <li key={`${String(at)} ${text}`} data-change={change}>
          <span aria-hidden className={styles.sign}>
            {SIGNS[change]}
          </span>
          {change === 'same' ? null : (
            <span className="visually-hidden">{t(`diff.${change}`)}</span>
          )}
          {text}
        </li>
      ))}
    </ul>
  );
}
