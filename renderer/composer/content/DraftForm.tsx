import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  AUDIENCES,
  type Audience,
  contentGaps,
  type ContentVersion,
  type Fact,
  factSchema,
  type VersionContent,
} from '#shared/composer/content/block';
import { REHEARSAL_CHARTS } from '#shared/composer/model';
import { useCommandHandler } from '../../app/commands/registry';
import { OfferButton } from '../../app/OfferButton';
import { useCall, useCommand } from '../../app/queries';
import { useOwnName } from '../../app/use-own-name';
import { Field } from '../../kit/field/Field';
import { useNotify } from '../../kit/notify';
import { Section } from '../../kit/page/Page';
import { ErrorState } from '../../kit/states/ErrorState';
import { Alert, Input, Select } from '../../kit/ui';
import { RichTextField } from '../RichTextField';
import styles from './content.module.css';
import { FactsField } from './FactsField';

/** A draft under edit; kept when its author says so. */
export function DraftForm({ version }: { readonly version: ContentVersion }) {
  const { t } = useTranslation('content');
  const notify = useNotify();
  const save = useCommand('content.saveDraft', { failure: 'inline' });
  const [content, setContent] = useState(version.content);
  const { kind } = version;
  const { body, facts } = content;
  const set = (patch: Partial<VersionContent>) => setContent((old) => ({ ...old, ...patch }));
  const setBody = (patch: Partial<VersionContent['body']>) =>
    setContent((old) => ({ ...old, body: { ...old.body, ...patch } }));
  const changed = JSON.stringify(content) !== JSON.stringify(version.content);
  const valid = content.title.trim() !== '' && facts.every(isValid) && isAddress(body.address);
  const keep = () => {
    if (!changed || !valid || save.isPending) return;
    save.mutate(
      { id: version.id, version: version.version, content },
      { onSuccess: (kept) => notify.undoable(t('draft.kept', { title: content.title }), kept) },
    );
  };
  useCommandHandler('room.save', keep);
  const gaps = contentGaps(kind, content);
  return (
    <Section title={t('draft.title')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <Field label={t('block.title')} required>
          <Input
            value={content.title}
            maxLength={200}
            onChange={(event) => set({ title: event.target.value })}
          />
        </Field>
        <div>
          <div className={styles.label}>{t(`draft.words.${kind}`)}</div>
          <div className={styles.words}>
            <RichTextField
              doc={body.doc}
              label={t(`draft.words.${kind}`)}
              onChange={(doc) => setBody({ doc })}
              onBlockMenu={() => undefined}
            />
          </div>
        </div>
        {kind === 'quote' ? (
          <Field label={t('draft.speaker')}>
            <Input
              value={body.speaker}
              maxLength={200}
              onChange={(event) => setBody({ speaker: event.target.value })}
            />
          </Field>
        ) : null}
        {kind === 'video' || kind === 'action' ? (
          <Field
            label={t('draft.address')}
            hint={t('draft.addressHint')}
            error={isAddress(body.address) ? null : t('draft.addressWrong')}
          >
            <Input
              value={body.address}
              maxLength={500}
              onChange={(event) => setBody({ address: event.target.value })}
            />
          </Field>
        ) : null}
        {kind === 'chart' ? <ChartChoice body={body} onChange={setBody} /> : null}
        <FactsField facts={facts} onChange={(next) => set({ facts: next })} />
        <Cited content={content} onChange={set} />
        {gaps.length === 0 ? null : (
          <Alert
            type="info"
            showIcon
            title={t('draft.gaps', {
              gaps: gaps.map((gap) => t(`contentGap.${gap}`)).join(t('next')),
            })}
          />
        )}
        {save.isError ? <ErrorState error={save.error} /> : null}
        <div className={styles.formEnd}>
          <OfferButton
            call="content.saveDraft"
            type="primary"
            htmlType="submit"
            loading={save.isPending}
            disabled={!changed || !valid}
          >
            {t('draft.keep')}
          </OfferButton>
        </div>
      </form>
    </Section>
  );
}

const isValid = (fact: Fact): boolean => factSchema.safeParse(fact).success;
const isAddress = (address: string): boolean =>
  address.trim() === '' || /^(https:\/\/|mailto:)\S+$/.test(address.trim());

/** Sources of the whole, for whom it is, and words to find it by. */
function Cited(props: {
  readonly content: VersionContent;
  readonly onChange: (patch: Partial<VersionContent>) => void;
}) {
  const { content, onChange } = props;
  const { t } = useTranslation('content');
  const sources = useCall('content.sources', {}).data ?? [];
  // What may not be cited is offered only where it is cited already, and says so.
  const options = sources
    .filter(({ id, status }) => status === 'admitted' || content.sources.includes(id))
    .map(({ id, title, status }) => ({
      value: id,
      label: status === 'admitted' ? title : `${title} · ${t(`status.${status}`)}`,
    }));
  return (
    <>
      <Field label={t('draft.sources')} hint={t('draft.sourcesHint')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          maxCount={20}
          value={content.sources}
          options={options}
          onChange={(next: string[]) => onChange({ sources: next })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('block.audience')}>
          <Select<Audience[]>
            mode="multiple"
            value={content.audience}
            options={AUDIENCES.map((one) => ({ value: one, label: t(`audience.${one}`) }))}
            onChange={(audience) => onChange({ audience })}
          />
        </Field>
        <Field label={t('draft.tags')}>
          <Select
            mode="tags"
            open={false}
            maxCount={12}
            value={content.tags}
            onChange={(next: string[]) =>
              onChange({
                tags: next.map((tag) => tag.trim().slice(0, 40)).filter((tag) => tag !== ''),
              })
            }
          />
        </Field>
      </div>
    </>
  );
}

/** The rehearsal and the chart that a chart block shows. */
function ChartChoice(props: {
  readonly body: VersionContent['body'];
  readonly onChange: (patch: Partial<VersionContent['body']>) => void;
}) {
  const { body, onChange } = props;
  const { t } = useTranslation(['content', 'composer']);
  const ownName = useOwnName();
  const runs = useCall('sandbox.list', { pipelineId: null }).data ?? [];
  return (
    <div className={styles.pair}>
      <Field label={t('composer:new.run')}>
        <Select
          allowClear
          placeholder={t('composer:rehearsal.pick')}
          value={body.runId}
          options={runs.map((run) => ({ value: run.id, label: ownName(run.name) }))}
          onChange={(id?: string) => onChange({ runId: id ?? null })}
        />
      </Field>
      <Field label={t('composer:chart.kind')}>
        <Select
          value={body.chart}
          options={REHEARSAL_CHARTS.map((value) => ({
            value,
            label: t(`composer:chart.${value}`),
          }))}
          onChange={(chart) => onChange({ chart })}
        />
      </Field>
    </div>
  );
}
