import {
  keepPreviousData,
  QueryClient,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { CallInput, CallOutput } from '#shared/contract';
import { useNotify } from '../kit/notify';
import { call, type CommandName, listen, type QueryName } from './api';
import { refreshOf } from './refresh';
import { readsTouchedBy } from './touched-reads';

/** The key of a cached read; made here only. */
export function queryKey<N extends QueryName>(name: N, input: CallInput<N>) {
  return [name, input] as const;
}

/** The cache of one window. Reads stay fresh until the `changes` feed says otherwise; nothing is retried. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, gcTime: 5 * 60_000, retry: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/** The one listener that keeps the cache true. Returns the way to stop it. */
export function followChanges(client: QueryClient): () => void {
  const refresh = refreshOf(client);
  return listen('changes', ({ entities }) => refresh.stale(readsTouchedBy(entities)));
}

/** Key and function of a cached read, for reading ahead. */
export function callOptions<N extends QueryName>(name: N, input: CallInput<N>) {
  return { queryKey: queryKey(name, input), queryFn: () => call(name, input) };
}

/**
 * Reads through the cache. `keepPrevious` shows the former answer (dimmed by the view via
 * `isPlaceholderData`) while the next one is on its way; `enabled: false` waits.
 */
export function useCall<N extends QueryName>(
  name: N,
  input: CallInput<N>,
  options: { readonly enabled?: boolean; readonly keepPrevious?: boolean } = {},
): UseQueryResult<CallOutput<N>> {
  return useQuery<CallOutput<N>>({
    ...callOptions(name, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
}

/**
 * Writes. A failure is said in a notice (`failure: 'notify'`, the default) or left to the caller
 * (`'inline'`: read `error` and show it beside the field with `<ErrorState>` or `useFailureText`).
 */
export function useCommand<N extends CommandName>(
  name: N,
  options: { readonly failure?: 'notify' | 'inline' } = {},
): UseMutationResult<CallOutput<N>, Error, CallInput<N>> {
  const notify = useNotify();
  const client = useQueryClient();
  return useMutation<CallOutput<N>, Error, CallInput<N>>({
    mutationKey: [name],
    mutationFn: (input) => call(name, input),
    onSuccess: () => refreshOf(client).stale(readsTouchedBy([])),
    onError: (error) => {
      if (options.failure !== 'inline') notify.failure(error);
    },
  });
}
