import { PlusOutlined } from '@ant-design/icons';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '#renderer/app/preferences';
import { useCall } from '#renderer/app/queries';
import { Button, Divider, Popover, Select } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import type { Pipeline } from '#shared/pipeline/model';
import { usePipeline } from '../view/use-view';
import { sourceNoteIn } from './source-note';
import styles from './toolbar.module.css';
import { useOwnName } from '#renderer/app/use-own-name';
import { useCurrentPipeline } from '#renderer/app/current-pipeline';

/** Which pipeline, and plainly where its data come from. */
export function PipelineSwitch(props: {
  readonly pipelines: readonly Pipeline[];
  readonly onNew: () => void;
}) {
  const { t } = useTranslation(['pipeline', 'common']);
  const pipeline = usePipeline();
  const ownName = useOwnName();
  const { language } = usePreferences();
  const choose = useCurrentPipeline((store) => store.choose);
  const [opened, setOpened] = useState(false);
  const counts = useCall('pipeline.counts', {}, { enabled: opened });
  const renderOption = ({ value }: { readonly value?: string | number | undefined }) => {
    const one = props.pipelines.find(({ id }) => id === value);
    const held = counts.data?.find(({ pipelineId }) => pipelineId === value)?.opportunities;
    return one === undefined ? null : <SwitchOption pipeline={one} opportunities={held ?? null} />;
  };
  const renderPopup = (menu: ReactNode) => <SwitchPopup menu={menu} onNew={props.onNew} />;
  return (
    <span className={styles.switch}>
      <Select
        className={styles.switchSelect ?? ''}
        popupMatchSelectWidth={false}
        aria-label={t('switch.label')}
        value={pipeline.id}
        onChange={choose}
        onOpenChange={(open) => open && setOpened(true)}
        options={props.pipelines.map((one) => ({ value: one.id, label: ownName(one.name) }))}
        optionRender={renderOption}
        popupRender={renderPopup}
      />
      <Popover
        trigger={['hover', 'focus', 'click']}
        placement="bottomLeft"
        content={
          <div className={styles.note}>
            {pipeline.sourceNote === ''
              ? t(`switch.origin.${pipeline.origin}`)
              : sourceNoteIn(pipeline.sourceNote, language)}
          </div>
        }
      >
        <button type="button" className={styles.origin}>
          {t(`common:origin.${pipeline.origin}`)}
        </button>
      </Popover>
    </span>
  );
}

function SwitchOption(props: {
  readonly pipeline: Pipeline;
  /** Null while they are counted. */
  readonly opportunities: number | null;
}) {
  const { t } = useTranslation(['pipeline', 'common']);
  const { pipeline, opportunities } = props;
  const ownName = useOwnName();
  return (
    <span className={styles.optionRow}>
      <span>{ownName(pipeline.name)}</span>
      <span className={styles.quiet}>
        {t('switch.detail', {
          origin: t(`common:origin.${pipeline.origin}`),
          count: opportunities === null ? '…' : formatCount(opportunities),
          currency: pipeline.currency,
        })}
      </span>
    </span>
  );
}

function SwitchPopup(props: { readonly menu: ReactNode; readonly onNew: () => void }) {
  const { t } = useTranslation('pipeline');
  return (
    <>
      {props.menu}
      <Divider style={{ margin: '4px 0' }} />
      <Button type="text" block icon={<PlusOutlined aria-hidden />} onClick={props.onNew}>
        {t('newPipeline.title')}
      </Button>
    </>
  );
}
