import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, memo, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Welcome } from '../../home/Welcome';
import { ErrorState } from '../../kit/states/ErrorState';
import { LoadingState } from '../../kit/states/LoadingState';
import { CheatSheet } from '../commands/CheatSheet';
import { useCommandHandler } from '../commands/registry';
import { useKeyBindings } from '../commands/use-key-bindings';
import { usePreferences } from '../preferences';
import { useCall } from '../queries';
import { useStanding } from '../standing';
import { useFacts, WorkspaceContext } from '../workspace';
import { DemoBand } from './DemoBand';
import styles from './frame.module.css';
import { Header } from './Header';
import { JobTray } from './JobTray';
import { LookingBand } from './LookingBand';
import { Navigation } from './Navigation';
import { ReadOnlyBand } from './ReadOnlyBand';
import { useFrameCommands } from './use-frame-commands';
import { useIncidents } from './use-incidents';
import { markVisited } from './visited';

/** A chunk of its own (pinyin tables); fetched when the first page is long there, so that it opens at once. */
const loadPalette = async () => ({ default: (await import('../palette/Palette')).Palette });
const Palette = lazy(loadPalette);
/** Idle moments while the first page waits for its data are not free: parsing would hold that page up. */
const PALETTE_AFTER_MS = 3000;

/** The window: welcome while no workspace is open, otherwise navigation, header, the room, and the job tray. */
export function Frame() {
  const state = useCall('workspace.state', {});
  const open = useFacts(state.data?.status === 'open' ? state.data.workspace : null);

  return (
    <WorkspaceContext value={open}>
      <Commands hasWorkspace={open !== null} />
      {state.isError ? (
        <div className={styles.alone}>
          <ErrorState error={state.error} onRetry={() => void state.refetch()} />
        </div>
      ) : null}
      {state.isPending ? <LoadingState /> : null}
      {state.data !== undefined && open === null ? <Welcome state={state.data} /> : null}
      {open === null ? null : <Perspective workspaceId={open.id} />}
      {open === null ? null : <JobTray />}
      <Overlays hasWorkspace={open !== null} />
    </WorkspaceContext>
  );
}

/** Keys, commands and incidents: shows nothing, and keeps what follows every edit away from what is shown. */
function Commands({ hasWorkspace }: { readonly hasWorkspace: boolean }) {
  const { singleKeyShortcuts } = usePreferences();
  useKeyBindings(singleKeyShortcuts);
  useFrameCommands(hasWorkspace);
  useIncidents();
  return null;
}

/** As another person everything is read anew: nothing that a part of the window remembers may stay. */
function Perspective({ workspaceId }: { readonly workspaceId: string }) {
  const standing = useStanding();
  const as = standing?.looking === true ? `${standing.personId} ${standing.role}` : '';
  return <OpenFrame key={`${workspaceId} ${as}`} workspaceId={workspaceId} />;
}

const OpenFrame = memo(function OpenFrame({ workspaceId }: { readonly workspaceId: string }) {
  const { t } = useTranslation('app');
  const path = useRouterState({ select: (router) => router.location.pathname });
  useEffect(() => markVisited(workspaceId, path), [workspaceId, path]);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main" onClick={focusMain}>
        {t('skipToContent')}
      </a>
      <Navigation />
      <div className={styles.column}>
        <Header />
        <LookingBand />
        <DemoBand />
        <ReadOnlyBand />
        <main id="main" className={styles.main} tabIndex={-1}>
          <Suspense fallback={<LoadingState />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </div>
  );
});

function focusMain(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

const Overlays = memo(function Overlays(props: { readonly hasWorkspace: boolean }) {
  const [shown, setShown] = useState<'palette' | 'sheet' | null>(null);
  useCommandHandler('app.palette', () => setShown('palette'));
  useCommandHandler('app.cheatSheet', () => setShown('sheet'));
  const close = () => setShown(null);
  useEffect(() => {
    const later = setTimeout(() => void loadPalette(), PALETTE_AFTER_MS);
    return () => clearTimeout(later);
  }, []);
  return (
    <>
      {shown === 'palette' ? (
        <Suspense fallback={null}>
          <Palette onClose={close} hasWorkspace={props.hasWorkspace} />
        </Suspense>
      ) : null}
      {shown === 'sheet' ? <CheatSheet onClose={close} /> : null}
    </>
  );
});
