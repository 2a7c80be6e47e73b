import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { z } from 'zod';

const id = z.string().max(64).optional().catch(undefined);

/** Every place of the app and what its link may carry (ids only, never customer data). */
export const LOCATIONS = {
  home: { path: '/', search: z.object({}) },
  pipeline: {
    path: '/pipeline',
    search: z.object({
      pipelineId: id,
      opportunityId: id,
      /** A saved view (opens its pipeline), or a system view. */
      viewId: id,
      /** `import` opens the import dialog. */
      action: z.enum(['import']).optional().catch(undefined),
      layout: z.enum(['grid', 'board']).optional().catch(undefined),
    }),
  },
  sandbox: { path: '/sandbox', search: z.object({ pipelineId: id, runId: id }) },
  /** `runId` without `documentId` = compose a new document from that rehearsal. */
  composer: { path: '/composer', search: z.object({ documentId: id, runId: id }) },
  verify: { path: '/verify', search: z.object({}) },
  settings: {
    path: '/settings',
    search: z.object({
      section: z.enum(['appearance', 'workspace', 'history', 'about']).optional().catch(undefined),
    }),
  },
} as const;

export type PlaceName = keyof typeof LOCATIONS;
export type PlaceSearch<P extends PlaceName> = z.output<(typeof LOCATIONS)[P]['search']>;

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
  const raw: unknown = useSearch({ strict: false });
  return LOCATIONS[place].search.parse(raw) as PlaceSearch<P>;
}
