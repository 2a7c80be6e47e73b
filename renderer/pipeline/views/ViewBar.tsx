import {
  DownOutlined,
  PlusSquareOutlined,
  RollbackOutlined,
  SaveOutlined,
} from '@ant-design/icons';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommandHandler } from '#renderer/app/commands/registry';
import { Button, Popover, Tooltip } from '#renderer/kit/ui';
import type { SavedView } from '#shared/pipeline/grid-view';
import { useViewArrival } from './use-view-arrival';
import { useViewKeys } from './use-view-keys';
import { useViews } from './use-views';
import styles from './views.module.css';

const ViewMenu = lazy(async () => ({ default: (await import('./ViewMenu')).ViewMenu }));
const ViewNameDialog = lazy(async () => ({
  default: (await import('./ViewNameDialog')).ViewNameDialog,
}));

/** What is being named: the view on screen as a new one, or a saved one anew. */
type Naming = 'new' | SavedView;

/** Which view is open, whether it was changed, and the ways to keep or take back what was changed. */
export function ViewBar() {
  const { t } = useTranslation('views');
  const views = useViews();
  const { current, dirty } = views;
  const [open, setOpen] = useState(false);
  const [naming, setNaming] = useState<Naming | null>(null);
  const saveOrName = () => {
    if (current.saved === null) setNaming('new');
    else views.save();
  };
  useViewArrival();
  useViewKeys(views);
  useCommandHandler('room.save', saveOrName, dirty);
  useCommandHandler('view.choose', () => setOpen(true));
  useCommandHandler('view.saveAs', () => setNaming('new'));
  const close = () => setOpen(false);
  return (
    <span className={styles.bar}>
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        content={
          <Suspense>
            <ViewMenu views={views} onClose={close} onName={setNaming} />
          </Suspense>
        }
      >
        <Button
          aria-haspopup="dialog"
          aria-expanded={open}
          aria-label={t(dirty ? 'buttonChanged' : 'button', { name: current.name })}
        >
          <span className={styles.name}>{current.name}</span>
          {dirty ? <span className={styles.dot} aria-hidden title={t('changed')} /> : null}
          <DownOutlined aria-hidden />
        </Button>
      </Popover>
      {dirty ? (
        <>
          {current.saved === null ? null : (
            <Act name={t('save')} icon={<SaveOutlined aria-hidden />} onClick={views.save} />
          )}
          <Act
            name={t('saveAs')}
            icon={<PlusSquareOutlined aria-hidden />}
            onClick={() => setNaming('new')}
          />
          <Act
            name={t('restore')}
            icon={<RollbackOutlined aria-hidden />}
            onClick={views.restore}
          />
        </>
      ) : null}
      {naming === null ? null : (
        <Suspense>
          <ViewNameDialog
            view={naming === 'new' ? null : naming}
            onClose={() => setNaming(null)}
            onDone={(name, shared) => {
              if (naming === 'new') views.saveAs(name, shared);
              else views.rename(naming, name);
              setNaming(null);
            }}
          />
        </Suspense>
      )}
    </span>
  );
}

/** A sign with its name as a hint: the line has more use for the room. */
function Act(props: {
  readonly name: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
}) {
  return (
    <Tooltip title={props.name}>
      <Button type="text" icon={props.icon} aria-label={props.name} onClick={props.onClick} />
    </Tooltip>
  );
}
