import { useMemo } from 'react';
import { call } from '#renderer/app/api';
import { useNotify } from '#renderer/kit/notify';
import type { OpportunityPatch, OpportunityRow } from '#shared/pipeline/model';
import type { Target } from './target';
import { noteWritten } from './written-rows';

/** How long after the reply its echo is waited for, ms: the feed may come a moment later. */
const ECHO_MS = 600;

/** The newest write of each opportunity; the next one waits for it and uses its version. */
const newest = new Map<string, Promise<OpportunityRow | null>>();
/** How many writes of each opportunity the change feed has yet to repeat. */
const echoes = new Map<string, number>();

function expectEchoes(id: string, change: 1 | -1): void {
  const count = (echoes.get(id) ?? 0) + change;
  if (count > 0) echoes.set(id, count);
  else echoes.delete(id);
}

/**
 * Whether a message of the change feed only repeats what this window has just written (and shows already). Each
 * write is repeated once: what follows it, such as an undo at once, is news.
 */
export function takeEcho(ids: readonly string[]): boolean {
  const own = ids.filter((id) => echoes.has(id));
  for (const id of own) expectEchoes(id, -1);
  return own.length > 0;
}

/** Whether another write of this opportunity is on its way, whose reply will be newer. */
export function isWriting(id: string): boolean {
  return newest.has(id);
}

/** Runs the writes of one opportunity one after another: the second key press must not conflict with the first. */
async function inTurn(
  row: OpportunityRow,
  write: (version: number) => Promise<OpportunityRow>,
): Promise<OpportunityRow> {
  const { id } = row;
  const earlier = newest.get(id) ?? Promise.resolve(null);
  const mine = earlier.then((last) => write(Math.max(row.version, last?.version ?? 0)));
  const quiet = mine.catch(() => null);
  newest.set(id, quiet);
  expectEchoes(id, 1);
  try {
    const saved = await mine;
    noteWritten(saved);
    // One that never came must not silence what others change later.
    setTimeout(() => echoes.delete(id), ECHO_MS);
    return saved;
  } catch (error) {
    expectEchoes(id, -1);
    throw error;
  } finally {
    if (newest.get(id) === quiet) newest.delete(id);
  }
}

export interface Writes {
  /** Writes fields. Null when refused; the reason has been said. */
  readonly update: (row: OpportunityRow, patch: OpportunityPatch) => Promise<OpportunityRow | null>;
  /** Changes stage or outcome. @throws {SandtableError} when refused: the dialog says it beside the fields. */
  readonly transition: (
    row: OpportunityRow,
    to: Target,
    patch: OpportunityPatch,
    reason: string | null,
  ) => Promise<OpportunityRow>;
}

/** The ways in which this room changes an opportunity. */
export function useWrites(): Writes {
  const notify = useNotify();
  return useMemo(
    () => ({
      async update(row, patch) {
        try {
          return await inTurn(row, (version) =>
            call('pipeline.update', { id: row.id, version, patch, reason: null }),
          );
        } catch (error) {
          notify.failure(error);
          return null;
        }
      },
      transition: (row, to, patch, reason) =>
        inTurn(row, (version) =>
          call('pipeline.transition', { id: row.id, version, to, patch, reason }),
        ),
    }),
    [notify],
  );
}
