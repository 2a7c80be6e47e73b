import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
} from '@tanstack/react-router';
import { type FunctionComponent, lazy, type LazyExoticComponent } from 'react';
import { HomePage } from '../home/HomePage';
import { Frame } from './frame/Frame';
import { RouteCrash } from './frame/RouteCrash';
import { LOCATIONS, type PlaceName } from './locations';
import { LAST_LOCATION } from './read-ahead';

/** Rooms are chunks of their own: the first screen does not wait for grid, charts and editor. */
type PageComponent = FunctionComponent | LazyExoticComponent<FunctionComponent>;

const PAGES: Readonly<Record<PlaceName, PageComponent>> = {
  home: HomePage,
  pipeline: lazy(async () => ({
    default: (await import('../pipeline/PipelinePage')).PipelinePage,
  })),
  account: lazy(async () => ({
    default: (await import('../pipeline/AccountPage')).AccountPage,
  })),
  duplicates: lazy(async () => ({
    default: (await import('../pipeline/DuplicatesPage')).DuplicatesPage,
  })),
  sandbox: lazy(async () => ({ default: (await import('../sandbox/SandboxPage')).SandboxPage })),
  composer: lazy(async () => ({
    default: (await import('../composer/ComposerPage')).ComposerPage,
  })),
  verify: lazy(async () => ({ default: (await import('../composer/VerifyPage')).VerifyPage })),
  settings: lazy(async () => ({
    default: (await import('../settings/SettingsPage')).SettingsPage,
  })),
};

/** Where this person was last. */
function lastLocation(): string {
  return localStorage.getItem(LAST_LOCATION) ?? LOCATIONS.home.path;
}

/** The router of one window: in memory, starting where this person was last. */
export function createAppRouter() {
  const root = createRootRoute({ component: Frame });
  const routes = Object.entries(LOCATIONS).map(([name, { path }]) =>
    createRoute({
      getParentRoute: () => root,
      path,
      component: PAGES[name as PlaceName],
      errorComponent: RouteCrash,
    }),
  );
  const router = createRouter({
    routeTree: root.addChildren(routes),
    history: createMemoryHistory({ initialEntries: [lastLocation()] }),
    defaultErrorComponent: RouteCrash,
    defaultNotFoundComponent: HomePage,
    defaultPendingMs: 300,
  });
  router.subscribe('onResolved', ({ toLocation }) => {
    localStorage.setItem(LAST_LOCATION, toLocation.href);
  });
  return router;
}
