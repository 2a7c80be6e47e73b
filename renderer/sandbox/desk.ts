import { create } from 'zustand';

/** What the sandbox showed last, so that leaving for another room and coming back changes nothing. */
interface DeskStore {
  /** Pipeline id → the rehearsal shown for it. */
  readonly shown: Readonly<Record<string, string>>;
  readonly show: (pipelineId: string, runId: string | null) => void;
}

export const useDesk = create<DeskStore>()((set) => ({
  shown: {},
  show: (pipelineId, runId) =>
    set(({ shown }) => (runId === null ? {} : { shown: { ...shown, [pipelineId]: runId } })),
}));

/**
 * The rehearsal to show: the one asked for, else the one shown last if it is still kept, else the newest.
 * `kept`: ids newest first; undefined while they are being read.
 */
export function runToShow(
  asked: string | null,
  remembered: string | undefined,
  kept: readonly string[] | undefined,
): string | null {
  if (asked !== null) return asked;
  if (remembered !== undefined && (kept === undefined || kept.includes(remembered))) {
    return remembered;
  }
  return kept?.[0] ?? null;
}
