import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';
import { usePreferences } from '../preferences';
import { keyLabel, ON_MAC } from './key-label';
import { commandById, type CommandId } from './table';

interface Handler {
  readonly run: () => void;
  /** Gives way to any other handler: the frame's general way to do what a room does better. */
  readonly fallback: boolean;
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

function handlerOf(id: CommandId): Handler | undefined {
  const list = useHandlerStore.getState().handlers[id] ?? [];
  return list.findLast((handler) => !handler.fallback) ?? list.at(-1);
}

/** Runs a command if somebody handles it now; says whether it did. */
export function runCommand(id: CommandId): boolean {
  const handler = handlerOf(id);
  handler?.run();
  return handler !== undefined;
}

/** The ids that can be run now; follows mounting and unmounting of handlers. */
export function useAvailableCommands(): ReadonlySet<CommandId> {
  const handlers = useHandlerStore((store) => store.handlers);
  const ids = Object.entries(handlers).filter(([, list]) => (list?.length ?? 0) > 0);
  return new Set(ids.map(([id]) => id as CommandId));
}

/** Handles a command while the component is mounted and `enabled`. The newest handler wins. */
export function useCommandHandler(
  id: CommandId,
  run: () => void,
  enabled = true,
  options: { readonly fallback?: boolean } = {},
): void {
  const latest = useEffectEvent(run);
  const fallback = options.fallback ?? false;
  useEffect(() => {
    if (!enabled) return undefined;
    return register(id, { run: () => latest(), fallback });
  }, [id, enabled, fallback]);
}

/** The first shortcut of a command as people read it, e.g. `Ctrl+K`; null when it has none in force. */
export function useCommandHint(id: CommandId): string | null {
  const { singleKeyShortcuts } = usePreferences();
  const command = commandById(id);
  const binding = command?.keys[0] ?? (singleKeyShortcuts ? command?.singleKeys?.[0] : undefined);
  return binding === undefined ? null : keyLabel(binding, ON_MAC);
}
