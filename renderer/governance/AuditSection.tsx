import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  AUDIT_KINDS,
  type AuditFilter,
  type AuditPage,
  type AuditReport,
} from '#shared/governance/model';
import { OfferButton } from '../app/OfferButton';
import { useCall } from '../app/queries';
import { JobBar } from '../kit/JobBar';
import { useNotify } from '../kit/notify';
import { Section } from '../kit/page/Page';
import { EmptyState } from '../kit/states/EmptyState';
import { ErrorState } from '../kit/states/ErrorState';
import { LoadingState } from '../kit/states/LoadingState';
import { Select, Space } from '../kit/ui';
import { useJob } from '../kit/use-job';
import styles from './audit.module.css';
import { AuditTable, PAGE_SIZE } from './AuditTable';
import { AuditVerdict } from './AuditVerdict';

const ALL = 'all';

/** The audit of the workspace: read it by windows, filter it, verify it, take it along as a file. */
export function AuditSection() {
  const { t } = useTranslation('audit');
  const notify = useNotify();
  const [filter, setFilter] = useState<AuditFilter>({ kind: null, actorId: null });
  const [offset, setOffset] = useState(0);
  const page = useCall(
    'audit.page',
    { ...filter, offset, limit: PAGE_SIZE },
    { keepPrevious: true },
  );
  const [report, setReport] = useState<AuditReport | null>(null);
  const verify = useJob('audit.verify', 'verify', { failure: 'inline' });
  const save = useJob('audit.export', 'export');

  const narrow = (change: Partial<AuditFilter>) => {
    setFilter({ ...filter, ...change });
    setOffset(0);
  };
  const check = async () => {
    setReport(null);
    const found = await verify.run({});
    if (found !== null) setReport(found);
  };
  const exportAll = async () => {
    const written = await save.run(filter);
    if (written) notify.written(t('exported', written), written);
  };

  return (
    <Section
      title={t('title')}
      extra={
        <Space>
          <OfferButton call="audit.export" loading={save.running} onClick={() => void exportAll()}>
            {t('export')}
          </OfferButton>
          <OfferButton
            call="audit.verify"
            type="primary"
            loading={verify.running}
            onClick={() => void check()}
          >
            {t('verify')}
          </OfferButton>
        </Space>
      }
    >
      <p className={styles.text}>{t('subtitle')}</p>
      {verify.error === null ? null : <ErrorState error={verify.error} />}
      {verify.running ? (
        <JobBar progress={verify.progress} onCancel={verify.cancel} unit={t('entries')} />
      ) : null}
      {report === null ? null : <AuditVerdict report={report} />}
      <Filters filter={filter} people={page.data?.people ?? []} onChange={narrow} />
      {page.isError ? (
        <ErrorState error={page.error} onRetry={() => void page.refetch()} />
      ) : page.data === undefined ? (
        <LoadingState />
      ) : page.data.total === 0 ? (
        <EmptyState
          kind="nothingYet"
          title={t(filter.kind === null && filter.actorId === null ? 'empty' : 'noMatch')}
        />
      ) : (
        <AuditTable page={page.data} offset={offset} onOffset={setOffset} />
      )}
    </Section>
  );
}

interface FiltersProps {
  readonly filter: AuditFilter;
  readonly people: AuditPage['people'];
  readonly onChange: (change: Partial<AuditFilter>) => void;
}

function Filters({ filter, people, onChange }: FiltersProps) {
  const { t } = useTranslation('audit');
  return (
    <Space className={styles.bar ?? ''} wrap>
      <Select<AuditFilter['kind'] | typeof ALL>
        className={styles.kind ?? ''}
        aria-label={t('filterKind')}
        // So few that all may be there at once, also for a screen reader.
        virtual={false}
        value={filter.kind ?? ALL}
        onChange={(kind) => onChange({ kind: kind === ALL ? null : kind })}
        options={[
          { value: ALL, label: t('allKinds') },
          ...AUDIT_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
        ]}
      />
      <Select<string>
        className={styles.person ?? ''}
        aria-label={t('filterPerson')}
        value={filter.actorId ?? ALL}
        onChange={(id) => onChange({ actorId: id === ALL ? null : id })}
        options={[
          { value: ALL, label: t('allPeople') },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </Space>
  );
}
