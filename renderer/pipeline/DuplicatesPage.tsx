import { useTranslation } from 'react-i18next';
import { OfferButton } from '#renderer/app/OfferButton';
import { JobBar } from '#renderer/kit/JobBar';
import { Page, PageHeader, Section } from '#renderer/kit/page/Page';
import { EmptyState } from '#renderer/kit/states/EmptyState';
import { Segmented } from '#renderer/kit/ui';
import { useJob } from '#renderer/kit/use-job';
import { formatCount } from '#shared/format';
import {
  type DuplicateKind,
  type DuplicatePair,
  LIKELY_FROM,
} from '#shared/pipeline/duplicates/model';
import { Comparison } from './duplicates/Comparison';
import styles from './duplicates/duplicates.module.css';
import { pairKey, useDuplicatesStore } from './duplicates/duplicates-store';
import { MergeList } from './duplicates/MergeList';

/** Accounts and people that stand in the workspace twice: found by rules, decided by a person, one pair after the other. */
export function DuplicatesPage() {
  const { t } = useTranslation('accounts');
  const { kind, found, chosen, show, keep } = useDuplicatesStore();
  const job = useJob('account.findDuplicates', 'duplicates');
  const search = found[kind];
  const pair = search?.pairs.find((one) => pairKey(one) === chosen) ?? search?.pairs[0];
  const start = () =>
    void job.run({ kind }).then((result) => {
      if (result !== null) keep(result);
    });
  return (
    <Page>
      <PageHeader
        title={t('duplicates.title')}
        subtitle={t('duplicates.subtitle')}
        beside={
          <Segmented<DuplicateKind>
            aria-label={t('duplicates.kind')}
            value={kind}
            onChange={show}
            options={[
              { value: 'account', label: t('duplicates.accounts') },
              { value: 'contact', label: t('duplicates.contacts') },
            ]}
          />
        }
        actions={
          <OfferButton
            call="account.findDuplicates"
            type="primary"
            onClick={start}
            disabled={job.running}
          >
            {t(search === undefined ? 'duplicates.start' : 'duplicates.again')}
          </OfferButton>
        }
      />
      {job.running ? <JobBar progress={job.progress} onCancel={job.cancel} /> : null}
      {search === undefined ? (
        <EmptyState kind="nothingYet" title={t('duplicates.emptyTitle')}>
          {t('duplicates.emptyText')}
        </EmptyState>
      ) : pair === undefined ? (
        <EmptyState
          kind="nothingYet"
          title={t('duplicates.noneTitle', { records: formatCount(search.records) })}
        />
      ) : (
        <div className={styles.desk}>
          <Section title={t('duplicates.queue', { count: search.total })}>
            <ul className={styles.queue}>
              {search.pairs.map((one) => (
                <Pair key={pairKey(one)} pair={one} current={one === pair} />
              ))}
            </ul>
          </Section>
          <Comparison key={pairKey(pair)} kind={kind} pair={pair} />
        </div>
      )}
      <MergeList survivor={null} />
    </Page>
  );
}

function Pair({ pair, current }: { readonly pair: DuplicatePair; readonly current: boolean }) {
  const { t } = useTranslation('accounts');
  const choose = useDuplicatesStore((store) => store.choose);
  return (
    <li>
      <button
        type="button"
        className={styles.pair}
        aria-current={current ? 'true' : undefined}
        onClick={() => choose(pairKey(pair))}
      >
        <span>{pair.a.name}</span>
        <span className="num">{pair.score}</span>
        <span>{pair.b.name}</span>
        <span className={styles.quiet}>
          {t(
            pair.later
              ? 'duplicates.later'
              : pair.score >= LIKELY_FROM
                ? 'duplicates.likely'
                : 'duplicates.possible',
          )}
        </span>
      </button>
    </li>
  );
}
