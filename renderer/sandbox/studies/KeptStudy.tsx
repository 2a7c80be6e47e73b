import {
  EditOutlined,
  ExportOutlined,
  FileTextOutlined,
  PushpinFilled,
  PushpinOutlined,
  ReloadOutlined,
} from '@ant-design/icons';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDecimal } from '#shared/format';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import { inputDifferences } from '#shared/sandbox/studies/differences';
import { currencyOf, type StudyRecord } from '#shared/sandbox/studies/model';
import { useGo } from '../../app/locations';
import { OfferButton } from '../../app/OfferButton';
import { usePreferences } from '../../app/preferences';
import { useCall, useCommand } from '../../app/queries';
import { useNotify } from '../../kit/notify';
import { Section } from '../../kit/page/Page';
import { ErrorState } from '../../kit/states/ErrorState';
import { LoadingState } from '../../kit/states/LoadingState';
import { Button, Tag } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import { useJob } from '../../kit/use-job';
import room from '../sandbox.module.css';
import { Decision } from './Decision';
import { Differences } from './Differences';
import { Promises } from './Promises';
import { RemarksDialog } from './RemarksDialog';
import { StudyRiskList } from './StudyRiskList';
import { StudySensitivityList } from './StudySensitivityList';
import { StudyView } from './StudyView';
import styles from './studies.module.css';

const STATUS_COLORS = { open: 'default', adopted: 'success', rejected: 'error' } as const;

/** A kept study: its figures, what became of it, and what it was asked differently from the pinned one. */
export function KeptStudy(props: {
  readonly id: string;
  readonly model: ScenarioModel;
  readonly onReuse: (study: StudyRecord) => void;
}) {
  const { model } = props;
  const query = useCall('study.get', { id: props.id });
  const study = query.data;
  const shown = useMemo(
    () =>
      study === undefined
        ? null
        : {
            model,
            request: study.request,
            result: study.result,
            currency: currencyOf(study.source),
          },
    [study, model],
  );
  if (query.isError) return <ErrorState error={query.error} />;
  if (study === undefined || shown === null) return <LoadingState rows={10} />;
  return (
    <>
      <Head study={study} onReuse={() => props.onReuse(study)} />
      <StudyView shown={shown} />
      <StudyRiskList
        shown={shown}
        plan={{ modelId: study.modelId, sourceId: study.dataHash }}
        onStress={(request) => props.onReuse({ ...study, request })}
      />
      <StudySensitivityList
        shown={shown}
        plan={{ modelId: study.modelId, sourceId: study.dataHash }}
      />
      <Decision study={study} />
      <Promises study={study} model={model} />
      <AgainstPinned study={study} model={model} />
      <Facts study={study} />
    </>
  );
}

function Head({ study, onReuse }: { readonly study: StudyRecord; readonly onReuse: () => void }) {
  const { t } = useTranslation('study');
  const notify = useNotify();
  const pin = useCommand('study.pin');
  const save = useCommand('study.save');
  const [editing, setEditing] = useState(false);
  const compose = useJob('composer.ofStudy', 'compose');
  const go = useGo();
  const { language } = usePreferences();
  const send = async () => {
    const made = await compose.run({ studyId: study.id, language });
    if (made !== null) go('composer', { documentId: made.id });
  };
  return (
    <>
      <div className={room.resultHead}>
        <h2>{study.name}</h2>
        <div className={styles.actions}>
          <OfferButton
            call="study.remark"
            size="small"
            icon={<EditOutlined aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {t('kept.remark')}
          </OfferButton>
          <OfferButton
            call="study.pin"
            size="small"
            icon={study.pinned ? <PushpinFilled aria-hidden /> : <PushpinOutlined aria-hidden />}
            onClick={() => pin.mutate({ id: study.id, pinned: !study.pinned })}
          >
            {t(study.pinned ? 'kept.unpin' : 'kept.pin')}
          </OfferButton>
          <OfferButton
            call="study.save"
            size="small"
            icon={<ExportOutlined aria-hidden />}
            loading={save.isPending}
            onClick={() =>
              save.mutate(
                { id: study.id },
                {
                  onSuccess: (file) => {
                    if (file !== null)
                      notify.written(t('kept.saved', { file: file.fileName }), file);
                  },
                },
              )
            }
          >
            {t('kept.save')}
          </OfferButton>
          <OfferButton
            call="composer.ofStudy"
            size="small"
            icon={<FileTextOutlined aria-hidden />}
            loading={compose.running}
            onClick={() => void send()}
          >
            {t('kept.compose')}
          </OfferButton>
          <Button size="small" icon={<ReloadOutlined aria-hidden />} onClick={onReuse}>
            {t('kept.reuse')}
          </Button>
        </div>
      </div>
      <div className={styles.tags}>
        <Tag color={STATUS_COLORS[study.status]}>{t(`status.${study.status}`)}</Tag>
        {study.tags.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
        {study.notes === '' ? null : <p className={styles.notes}>{study.notes}</p>}
      </div>
      {editing ? <RemarksDialog study={study} onClose={() => setEditing(false)} /> : null}
    </>
  );
}

/** The diff of inputs only, against the study that is pinned for this model. */
function AgainstPinned({
  study,
  model,
}: {
  readonly study: StudyRecord;
  readonly model: ScenarioModel;
}) {
  const { t } = useTranslation('study');
  const list = useCall('study.list', {});
  const pinned = list.data?.find((one) => one.pinned && one.modelId === study.modelId);
  const other = useCall(
    'study.get',
    { id: pinned?.id ?? '' },
    { enabled: pinned !== undefined && pinned.id !== study.id },
  );
  if (pinned === undefined || pinned.id === study.id || other.data === undefined) return null;
  return (
    <Section title={t('differences.title', { name: pinned.name })}>
      <Differences model={model} differences={inputDifferences(other.data, study)} />
    </Section>
  );
}

function Facts({ study }: { readonly study: StudyRecord }) {
  const { t } = useTranslation('study');
  const format = useFormat();
  const { result, request } = study;
  const ms = result.durations.simulateMs + result.durations.foldMs;
  return (
    <p className={room.note}>
      {t('kept.facts', {
        at: format.instant(study.createdAt),
        who: study.actorName,
        seed: request.seed,
        engine: result.engineVersion,
        model: result.modelVersion,
        hash: result.resultHash.slice(0, 16),
        data: study.dataHash.slice(0, 8),
        seconds: formatDecimal(ms / 1000, 1),
        threads: result.durations.threads,
      })}
    </p>
  );
}
