import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Perspective, Standing } from '#shared/governance/rights/model';
import { useNotify } from '../kit/notify';
import { call } from './api';
import { queryKey, useCall } from './queries';

/** For whom the window shows what it shows; undefined until it is known. */
export function useStanding(): Standing | undefined {
  return useCall('rights.me', {}).data;
}

/** Reads of the frame, which the window goes on with. */
const KEPT: readonly string[] = ['workspace.state', 'rights.me'];

const NONE: readonly string[] = [];

/** The fields of opportunities that are kept from the person; the same set until that changes. */
export function useHiddenFields(): ReadonlySet<string> {
  const hidden = useStanding()?.hidden.opportunity ?? NONE;
  const names = hidden.join(' ');
  return useMemo(() => new Set(names === '' ? NONE : names.split(' ')), [names]);
}

/** Looks as another person, or as oneself again (null): nothing that was read before is kept. */
export function useLookAs(): (perspective: Perspective | null) => Promise<void> {
  const client = useQueryClient();
  const notify = useNotify();
  return useCallback(
    async (perspective) => {
      try {
        const standing = await call('rights.lookAs', { perspective });
        // What stays on the screen meanwhile keeps the answers that it watches.
        client.removeQueries({
          predicate: ({ queryKey: [name] }) =>
            !String(name).startsWith('app.') && !KEPT.includes(String(name)),
        });
        client.setQueryData(queryKey('rights.me', {}), standing);
      } catch (error) {
        notify.failure(error);
      }
    },
    [client, notify],
  );
}
