import { DownOutlined, TableOutlined, UpOutlined } from '@ant-design/icons';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '#renderer/app/api';
import { useGo, usePlaceSearch } from '#renderer/app/locations';
import { useCall } from '#renderer/app/queries';
import { Page, PageHeader, Section } from '#renderer/kit/page/Page';
import { EmptyState } from '#renderer/kit/states/EmptyState';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { LoadingState } from '#renderer/kit/states/LoadingState';
import { Button, Tooltip } from '#renderer/kit/ui';
import type { AccountDetail } from '#shared/pipeline/accounts/model';
import { MaskedNote } from './panel/MaskedNote';
import { PanelTabs } from './panel/PanelTabs';
import styles from './account/account.module.css';
import { ChangesPart } from './account/ChangesPart';
import { DealsPart } from './account/DealsPart';
import { DecisionMap } from './account/DecisionMap';
import { IdentityFacts } from './account/IdentityFacts';
import { IntentPart } from './account/IntentPart';
import { RelatedPart } from './account/RelatedPart';
import { TouchpointPart } from './account/TouchpointPart';
import { useAccountNeighbour } from './account/use-account-neighbour';
import { useWholeAccount } from './account/use-whole-account';
import { ValuePart } from './account/ValuePart';

/** A customer in four dimensions: who it is, what it wants, how we meet, what it is worth; and the people who decide. */
export function AccountPage() {
  const { t } = useTranslation(['accounts', 'common']);
  const { accountId, opportunityId } = usePlaceSearch('account');
  const go = useGo();
  const detail = useCall(
    'account.get',
    { id: accountId ?? '-' },
    { enabled: accountId !== undefined, keepPrevious: true },
  );
  const goTo = useAccountNeighbour(accountId ?? null, opportunityId ?? null, detail.data ?? null);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (step === null || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    goTo(step);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
  const toGrid = (
    <Button icon={<TableOutlined aria-hidden />} onClick={() => go('pipeline')}>
      {t('toPipeline')}
    </Button>
  );
  if (detail.data === undefined) {
    return (
      <Page>
        <PageHeader title={t('title')} actions={toGrid} />
        {accountId === undefined ? (
          <EmptyState kind="nothingYet" title={t('none.title')}>
            {t('none.text')}
          </EmptyState>
        ) : detail.isError ? (
          <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />
        ) : (
          <LoadingState rows={12} />
        )}
      </Page>
    );
  }
  return (
    <Page>
      <PageHeader
        title={detail.data.account.name}
        subtitle={t('subtitle')}
        actions={
          <>
            <Tooltip title={t('previousHint')}>
              <Button
                aria-label={t('previous')}
                icon={<UpOutlined aria-hidden />}
                onClick={() => goTo(-1)}
              />
            </Tooltip>
            <Tooltip title={t('nextHint')}>
              <Button
                aria-label={t('next')}
                icon={<DownOutlined aria-hidden />}
                onClick={() => goTo(1)}
              />
            </Tooltip>
            {toGrid}
          </>
        }
      />
      <Dimensions key={detail.data.account.id} detail={detail.data} />
    </Page>
  );
}

function Dimensions(props: { readonly detail: AccountDetail }) {
  const { t } = useTranslation('accounts');
  const { shown: detail, setWhole } = useWholeAccount(props.detail);
  const { account, people, deals } = detail;
  return (
    <>
      <MaskedNote
        masked={props.detail.masked}
        isWhole={detail !== props.detail}
        onHide={() => setWhole(null)}
        onAsk={async (reason) =>
          setWhole(await call('personal.unmaskAccount', { id: account.id, reason }))
        }
      />
      <div className={styles.columns}>
        <Section title={t('identity')}>
          <IdentityFacts account={account} />
        </Section>
        <div className={styles.middle}>
          <Section title={t('work')} titleHidden>
            <PanelTabs
              label={t('work')}
              tabs={[
                {
                  key: 'touchpoints',
                  label: t('tab.touchpoints', { count: detail.touchpointTotal }),
                  children: <TouchpointPart detail={detail} />,
                },
                {
                  key: 'people',
                  label: t('tab.people', { count: people.length }),
                  children: (
                    <DecisionMap
                      accountId={account.id}
                      people={people}
                      deals={deals}
                      isMasked={detail.masked !== null}
                    />
                  ),
                },
                {
                  key: 'deals',
                  label: t('tab.deals', { count: deals.length }),
                  children: <DealsPart deals={deals} />,
                },
                {
                  key: 'related',
                  label: t('tab.related'),
                  children: <RelatedPart detail={detail} />,
                },
                {
                  key: 'changes',
                  label: t('tab.changes'),
                  children: <ChangesPart detail={detail} />,
                },
              ]}
            />
          </Section>
        </div>
        <div className={styles.side}>
          <Section title={t('value.title')}>
            <ValuePart deals={deals} />
          </Section>
          <Section title={t('intent.title')}>
            <IntentPart detail={detail} />
          </Section>
        </div>
      </div>
    </>
  );
}
