import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { monthsLater } from '#shared/composer/content/months';
import { type Source, type SourceFacts, TRUST_LEVELS } from '#shared/composer/content/source';
import { useCall, useCommand } from '../../app/queries';
import { useOwnName } from '../../app/use-own-name';
import { DayInput } from '../../kit/field/DayInput';
import { Field } from '../../kit/field/Field';
import { useNotify } from '../../kit/notify';
import { ErrorState } from '../../kit/states/ErrorState';
import { Button, Input, type InputRef, Modal, Select } from '../../kit/ui';
import { useFocusOnMount } from '../../kit/use-focus-on-mount';
import styles from './content.module.css';
import { EvidenceField } from './EvidenceField';
import { useKinds } from './use-kinds';
import { useToday } from './use-today';

interface SourceFormProps {
  /** Null = a new one. */
  readonly source: Source | null;
  readonly onClose: () => void;
}

/** What is stated of a source, to ask for its admission. */
export function SourceForm(props: SourceFormProps) {
  const { t } = useTranslation('content');
  const { source } = props;
  const again = source !== null && source.state !== 'requested';
  return (
    <Modal
      open
      title={t(source === null ? 'source.request' : again ? 'source.again' : 'source.edit')}
      footer={null}
      width={640}
      onCancel={props.onClose}
    >
      <Form {...props} />
    </Modal>
  );
}

function Form({ source, onClose }: SourceFormProps) {
  const { t } = useTranslation(['content', 'common']);
  const { kinds, nameOf } = useKinds();
  const notify = useNotify();
  const ownName = useOwnName();
  const today = useToday();
  const people = useCall('rights.people', {}).data ?? [];
  const request = useCommand('content.requestSource', { failure: 'inline' });
  const [facts, setFacts] = useState<SourceFacts>(source ?? newFacts(kinds[0]?.id ?? '', today));
  const first = useFocusOnMount<InputRef>();
  const set = (patch: Partial<SourceFacts>) => setFacts((old) => ({ ...old, ...patch }));
  const chooseKind = (id: string) => {
    const kind = kinds.find((one) => one.id === id);
    if (kind === undefined) return;
    set({ kind: id, trust: kind.trust, expiresOn: monthsLater(today, kind.months) });
  };
  const submit = () => {
    request.mutate(
      { id: source?.id ?? null, version: source?.version ?? 0, facts: statedOf(facts) },
      {
        onSuccess: (kept) => {
          onClose();
          notify.undoable(t('source.kept', { title: kept.title }), kept);
        },
      },
    );
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={t('source.title')} required>
        <Input
          ref={first}
          value={facts.title}
          maxLength={200}
          onChange={(event) => set({ title: event.target.value })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('source.kind')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            value={facts.kind}
            options={kinds.map(({ id }) => ({ value: id, label: nameOf(id) }))}
            onChange={chooseKind}
          />
        </Field>
        <Field label={t('source.trust')}>
          <Select
            value={facts.trust}
            options={TRUST_LEVELS.map((one) => ({ value: one, label: t(`trust.${one}`) }))}
            onChange={(trust) => set({ trust })}
          />
        </Field>
        <Field label={t('source.issuer')}>
          <Input
            value={facts.issuer}
            maxLength={200}
            onChange={(event) => set({ issuer: event.target.value })}
          />
        </Field>
        <Field label={t('source.owner')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('source.ownerNone')}
            value={facts.ownerId}
            options={people.map(({ id, name }) => ({ value: id, label: ownName(name) }))}
            onChange={(id?: string) => set({ ownerId: id ?? null })}
          />
        </Field>
      </div>
      <Field label={t('source.locator')} hint={t('source.locatorHint')}>
        <Input
          value={facts.locator}
          maxLength={500}
          onChange={(event) => set({ locator: event.target.value })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('source.licence')} hint={t('source.licenceHint')}>
          <Input
            value={facts.licence}
            maxLength={200}
            onChange={(event) => set({ licence: event.target.value })}
          />
        </Field>
        <Field label={t('source.expires')} hint={t('source.expiresHint')}>
          <DayInput value={facts.expiresOn} onChange={(expiresOn) => set({ expiresOn })} />
        </Field>
      </div>
      <EvidenceField evidence={facts.evidence} onChange={(evidence) => set({ evidence })} />
      {request.isError ? <ErrorState error={request.error} /> : null}
      <div className={styles.formEnd}>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={request.isPending}
          disabled={facts.title.trim() === ''}
        >
          {t('source.request')}
        </Button>
      </div>
    </form>
  );
}

const newFacts = (kind: string, today: string): SourceFacts => ({
  kind,
  title: '',
  issuer: '',
  locator: '',
  licence: '',
  trust: 'high',
  ownerId: null,
  evidence: [],
  expiresOn: monthsLater(today, 12),
});

/** What a source states, without how it stands. */
function statedOf(facts: SourceFacts): SourceFacts {
  const { kind, title, issuer, locator, licence, trust, ownerId, evidence, expiresOn } = facts;
  return { kind, title, issuer, locator, licence, trust, ownerId, evidence, expiresOn };
}
