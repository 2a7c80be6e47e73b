import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** A value of a link; undefined when it is none that may stand there. */
type Read<T> = (raw: unknown) => T | undefined;

const id: Read<string> = (raw) => (typeof raw === 'string' && raw.length <= 64 ? raw : undefined);

function oneOf<const T extends string>(...words: readonly T[]): Read<T> {
  return (raw) => words.find((word) => word === raw);
}

/** Every place of the app and what its link may carry (ids only, never customer data). */
export const LOCATIONS = {
  home: { path: '/', search: {} },
  pipeline: {
    path: '/pipeline',
    /**
     * `viewId`: a saved view (opens its pipeline), or a system view. `action: import` opens the import dialog,
     * `imports` the list of imports.
     * `layout`: rows or cards.
     */
    search: {
      pipelineId: id,
      opportunityId: id,
      viewId: id,
      action: oneOf('import', 'imports'),
      layout: oneOf('grid', 'board'),
    },
  },
  /** `opportunityId`: the row of the view that one came from. */
  account: { path: '/account', search: { accountId: id, opportunityId: id } },
  duplicates: { path: '/duplicates', search: {} },
  /** `modelId`: a scenario model instead of the pipeline, with a kept study of it. */
  sandbox: {
    path: '/sandbox',
    search: { pipelineId: id, runId: id, modelId: id, studyId: id },
  },
  /** `runId` without `documentId` = compose a new document from that rehearsal. */
  composer: { path: '/composer', search: { documentId: id, runId: id } },
  exports: { path: '/exports', search: {} },
  content: {
    path: '/content',
    search: { tab: oneOf('blocks', 'sources'), sourceId: id, blockId: id },
  },
  verify: { path: '/verify', search: {} },
  settings: {
    path: '/settings',
    search: {
      section: oneOf('appearance', 'workspace', 'rights', 'history', 'audit', 'personal', 'about'),
    },
  },
} as const;

export type PlaceName = keyof typeof LOCATIONS;
type Readers<P extends PlaceName> = (typeof LOCATIONS)[P]['search'];
export type PlaceSearch<P extends PlaceName> = {
  [K in keyof Readers<P>]?: Readers<P>[K] extends Read<infer T> ? T | undefined : never;
};

/** Goes to a place: `go('sandbox', { runId })`. `replace` leaves no step for "back". */
export function useGo() {
  const navigate = useNavigate();
  return useCallback(
    <P extends PlaceName>(
      place: P,
      search?: Partial<PlaceSearch<P>>,
      options: { readonly replace?: boolean } = {},
    ) => {
      void navigate({
        to: LOCATIONS[place].path,
        search: search ?? {},
        replace: options.replace ?? false,
      });
    },
    [navigate],
  );
}

/** What the link of the present place carries, checked. */
export function usePlaceSearch<P extends PlaceName>(place: P): PlaceSearch<P> {
  const raw: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const readers = Object.entries<Read<string>>(LOCATIONS[place].search);
  // The readers of a place are those of its type.
  return Object.fromEntries(
    readers.map(([name, read]) => [name, read(raw[name])]),
  ) as PlaceSearch<P>;
}
