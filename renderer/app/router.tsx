import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
} from '@tanstack/react-router';
import { HomePage } from '../home/HomePage';
import { Frame } from './frame/Frame';
import { RouteCrash } from './frame/RouteCrash';
import { LOCATIONS, type PlaceName } from './locations';
import { LAST_LOCATION } from './read-ahead';

/**
 * Rooms are chunks of their own: the first screen does not wait for grid, charts and editor. The router fetches a room's
 * chunk before it shows the room, so that no waiting picture comes in between: React would hold the room back for as
 * long as such a picture must stand, 300 ms.
 */
const PAGES: Readonly<Record<PlaceName, RouteComponent>> = {
  home: HomePage,
  pipeline: lazyRouteComponent(() => import('../pipeline/PipelinePage'), 'PipelinePage'),
  account: lazyRouteComponent(() => import('../pipeline/AccountPage'), 'AccountPage'),
  duplicates: lazyRouteComponent(() => import('../pipeline/DuplicatesPage'), 'DuplicatesPage'),
  sandbox: lazyRouteComponent(() => import('../sandbox/SandboxPage'), 'SandboxPage'),
  composer: lazyRouteComponent(() => import('../composer/ComposerPage'), 'ComposerPage'),
  exports: lazyRouteComponent(() => import('../composer/LedgerPage'), 'LedgerPage'),
  content: lazyRouteComponent(() => import('../composer/ContentPage'), 'ContentPage'),
  verify: lazyRouteComponent(() => import('../composer/VerifyPage'), 'VerifyPage'),
  settings: lazyRouteComponent(() => import('../settings/SettingsPage'), 'SettingsPage'),
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
