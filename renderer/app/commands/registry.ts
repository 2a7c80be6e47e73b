import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';
import { useOffers } from '../offers';
import { usePreferences } from '../preferences';
import { keyLabel, ON_MAC } from './key-label';
import { commandById, type CommandId } from './table';

interface Handler {
  readonly run: () => void;
  /** Gives way to any other handler: the frame's general way to do what a room does better. */
  readonly fallback: boolean;
  /** Answers for the command, and has nothing to do now. */
  readonly idle: boolean;
}

interface HandlerStore {
  readonly handlers: Readonly<Partial<Record<CommandId, readonly Handler[]>>>;
}

const useHandlerStore = create<HandlerStore>(() => ({ handlers: {} }));

function register(id: CommandId, handler: Handler): () => void {
  const change = (next: (list: readonly Handler[]) => readonly Handler[]) =>
    useHandlerStore.setState(({ handlers }) => ({
      handlers: { ...handlers, [id]: next(handlers[id] ?? []) },
    }));
  change((list) => [...list, handler]);
  return () => change((list) => list.filter((other) => other !== handler));
}

function inForce(list: readonly Handler[] = []): Handler | undefined {
  return list.findLast((handler) => !handler.fallback) ?? list.at(-1);
}

/** Runs a command if somebody handles it now; says whether it did. */
export function runCommand(id: CommandId): boolean {
  const handler = inForce(useHandlerStore.getState().handlers[id]);
  if (handler?.idle === false) handler.run();
  return handler !== undefined;
}

/** The ids that can be run now by this person; follows mounting and unmounting of handlers. */
export function useAvailableCommands(): ReadonlySet<CommandId> {
  const handlers = useHandlerStore((store) => store.handlers);
  const refusal = useOffers();
  const ids = Object.entries(handlers)
    .filter(([, list]) => (list?.length ?? 0) > 0)
    .map(([id]) => id as CommandId);
  return new Set(
    ids.filter((id) => {
      const call = commandById(id)?.call;
      return call === undefined || refusal(call) === null;
    }),
  );
}

/** Whether a room answers for a command in place of the frame, and whether it has anything to do for it now. */
export function useRoomAnswer(id: CommandId): 'ready' | 'idle' | null {
  const handler = useHandlerStore((store) => inForce(store.handlers[id]));
  if (handler === undefined || handler.fallback) return null;
  return handler.idle ? 'idle' : 'ready';
}

/** Handles a command while the component is mounted and `enabled`. The newest handler wins. */
export function useCommandHandler(
  id: CommandId,
  run: () => void,
  enabled = true,
  options: { readonly fallback?: boolean; readonly idle?: boolean } = {},
): void {
  const latest = useEffectEvent(run);
  const { fallback = false, idle = false } = options;
  useEffect(() => {
    if (!enabled) return undefined;
    return register(id, { run: () => latest(), fallback, idle });
  }, [id, enabled, fallback, idle]);
}

/** The first shortcut of a command as people read it, e.g. `Ctrl+K`; null when it has none in force. */
export function useCommandHint(id: CommandId): string | null {
  const { singleKeyShortcuts } = usePreferences();
  const command = commandById(id);
  const binding = command?.keys[0] ?? (singleKeyShortcuts ? command?.singleKeys?.[0] : undefined);
  return binding === undefined ? null : keyLabel(binding, ON_MAC);
}
