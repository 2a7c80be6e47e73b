import type { Query, QueryClient } from '@tanstack/react-query';

/** Between the end of a read and its repetition: many changes in a row are shown four times a second. */
const PAUSE_MS = 250;

/**
 * Keeps the reads that a view shows true. A read is repeated at once after the first change; changes that arrive while
 * it is under way, or shortly after, are answered together by one more read. Without that, a second of quick edits would
 * leave hundreds of reads waiting one behind the other.
 */
class Refresh {
  readonly #client: QueryClient;
  readonly #busy = new Set<Query>();
  readonly #again = new Set<Query>();

  constructor(client: QueryClient) {
    this.#client = client;
  }

  /** Marks the reads whose name begins with one of `prefixes` as old; those that are shown are read again. */
  stale(prefixes: readonly string[]): void {
    const touched = this.#client.getQueryCache().findAll({
      predicate: ({ queryKey: [name] }) =>
        typeof name === 'string' && prefixes.some((prefix) => name.startsWith(prefix)),
    });
    for (const query of touched) {
      query.invalidate();
      if (this.#busy.has(query)) this.#again.add(query);
      else void this.#read(query);
    }
  }

  async #read(query: Query): Promise<void> {
    this.#busy.add(query);
    do {
      this.#again.delete(query);
      // What changed while it was read is not in its answer.
      query.invalidate();
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the purpose
      await this.#client.refetchQueries({ predicate: (other) => other === query, type: 'active' });
      // oxlint-disable-next-line no-await-in-loop -- as above
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    } while (this.#again.has(query));
    this.#busy.delete(query);
  }
}

const kept = new WeakMap<QueryClient, Refresh>();

/** The one {@link Refresh} of a cache. */
export function refreshOf(client: QueryClient): Refresh {
  const refresh = kept.get(client) ?? new Refresh(client);
  kept.set(client, refresh);
  return refresh;
}
