import { CheckCircleOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../kit/use-format';
import { runCommand, useCommandHint, useRoomAnswer } from '../commands/registry';
import { useWorkspace } from '../workspace';
import styles from './frame.module.css';
import { TimeIcon } from './TimeIcon';
import { useTimeTravel } from './use-time-travel';
import { useOwnName } from '../use-own-name';

/** Whose data these are, whether they are safe, and the three tools that are always at hand. */
export function Header() {
  const { t } = useTranslation('app');
  const workspace = useWorkspace();
  const ownName = useOwnName();
  const format = useFormat();
  const travel = useTimeTravel(true);
  const paletteKey = useCommandHint('app.palette');
  return (
    <header className={styles.header}>
      <div className={styles.workspace}>
        <strong title={workspace.folder}>{ownName(workspace.name)}</strong>
        <span className={styles.quiet}>{ownName(workspace.userName)}</span>
      </div>
      <Tooltip title={t('status.explain')}>
        <Button
          type="text"
          size="small"
          className={styles.status ?? ''}
          icon={<CheckCircleOutlined aria-hidden />}
          onClick={() => runCommand('go.history')}
        >
          {travel.pending === 0 || workspace.kind === 'demo'
            ? t('status.saved')
            : t('status.pending', { items: format.count(travel.pending) })}
        </Button>
      </Tooltip>
      <Button
        className={styles.search ?? ''}
        icon={<SearchOutlined aria-hidden />}
        onClick={() => runCommand('app.palette')}
      >
        <span className={styles.searchText}>{t('palette.open')}</span>
        <kbd>{paletteKey}</kbd>
      </Button>
      <TimeButton
        id="history.undo"
        label={t('undo')}
        named={travel.undoText === null ? null : t('undoNamed', { action: travel.undoText })}
        icon={<TimeIcon forth={false} />}
        enabled={travel.canUndo}
      />
      <TimeButton
        id="history.redo"
        label={t('redo')}
        named={travel.redoText === null ? null : t('redoNamed', { action: travel.redoText })}
        icon={<TimeIcon forth />}
        enabled={travel.canRedo}
      />
    </header>
  );
}

/** Undo or redo of the room that answers for it, else of the workspace, by name: the same as the key does. */
function TimeButton(props: {
  readonly id: 'history.undo' | 'history.redo';
  readonly label: string;
  /** What the workspace would take back or repeat; null when unknown. */
  readonly named: string | null;
  readonly icon: ReactNode;
  /** Whether the workspace has anything to take back or repeat. */
  readonly enabled: boolean;
}) {
  const hint = useCommandHint(props.id);
  const room = useRoomAnswer(props.id);
  const label = room === null ? (props.named ?? props.label) : props.label;
  return (
    <Tooltip title={hint === null ? label : `${label} (${hint})`}>
      <Button
        type="text"
        icon={props.icon}
        aria-label={label}
        disabled={room === null ? !props.enabled : room === 'idle'}
        onClick={() => runCommand(props.id)}
      />
    </Tooltip>
  );
}
