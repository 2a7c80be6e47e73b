import type { Query, QueryClient } from '@tanstack/react-query';

/** Between the end of a read and its repetition: changes in a row are shown four times a second. */
const PAUSE_MS = 250;
/** More changes in a pause than a hand can make: work is under way that would only be slowed down by showing each step. */
const RUSH = 8;
/** So long a rush is waited out at most. */
const RUSH_MS = 3000;

/**
 * Keeps the reads that a view shows true. A read is repeated at once after the first change; changes that arrive while
 * it is under way, or shortly after, are answered together by one more read. Without that, a second of quick edits would
 * leave hundreds of reads waiting one behind the other.
 */
class Refresh {
  readonly #client: QueryClient;
  /** Changes since the last read began, of reads that are busy. */
  readonly #waiting = new Map<Query, number>();

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
      const waiting = this.#waiting.get(query);
      if (waiting === undefined) void this.#read(query);
      else this.#waiting.set(query, waiting + 1);
    }
  }

  async #read(query: Query): Promise<void> {
    do {
      // The first read of all is not asked for anew while it is under way, and began before the change.
      const { data, fetchStatus } = query.state;
      const joins = data === undefined && fetchStatus === 'fetching';
      this.#waiting.set(query, joins ? 1 : 0);
      // What changed while it was read is not in its answer.
      query.invalidate();
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the purpose
      await this.#client.refetchQueries({ predicate: (other) => other === query, type: 'active' });
      // oxlint-disable-next-line no-await-in-loop -- as above
      await pause(PAUSE_MS);
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (this.#changes(query) > RUSH) await this.#outwait(query);
    } while (this.#changes(query) > 0);
    this.#waiting.delete(query);
  }

  /** Until a pause passes without a change: what a rush leaves is shown soon after its end, and not in between. */
  async #outwait(query: Query): Promise<void> {
    for (let waited = PAUSE_MS; waited < RUSH_MS; waited += PAUSE_MS) {
      const before = this.#changes(query);
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the purpose
      await pause(PAUSE_MS);
      if (this.#changes(query) === before) return;
    }
  }

  #changes(query: Query): number {
    return this.#waiting.get(query) ?? 0;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const kept = new WeakMap<QueryClient, Refresh>();

/** The one {@link Refresh} of a cache. */
export function refreshOf(client: QueryClient): Refresh {
  const refresh = kept.get(client) ?? new Refresh(client);
  kept.set(client, refresh);
  return refresh;
}
