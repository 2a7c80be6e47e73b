import { useCallback, useEffect, useRef, useState } from 'react';
import type { ComposedDocument, DocumentContent } from '#shared/composer/model';
import { call } from '../app/api';

const AUTOSAVE_AFTER_MS = 1200;
const STEPS_KEPT = 100;

export type SaveState = 'saved' | 'dirty' | 'saving' | 'failed';

export interface OpenDocument {
  readonly content: DocumentContent;
  readonly state: SaveState;
  readonly error: unknown;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** One step of the person's work; `merge` folds it into the step before (typing). */
  readonly change: (content: DocumentContent, options?: { readonly merge?: boolean }) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Saves at once; a label names the version. Resolves when it is durable; throws when refused. */
  readonly save: (label: string | null) => Promise<void>;
}

/**
 * A document under edit: every change is saved by itself after a moment of rest, one save at a time,
 * each from the version the last one gave back. Undo is of this sitting; versions are for longer memory.
 */
export function useDocument(initial: ComposedDocument): OpenDocument {
  const [content, setContent] = useState(initial.content);
  const [past, setPast] = useState<readonly DocumentContent[]>([]);
  const [future, setFuture] = useState<readonly DocumentContent[]>([]);
  const [state, setState] = useState<SaveState>('saved');
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(content);
  const version = useRef(initial.version);
  const chain = useRef(Promise.resolve());

  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const save = useCallback(
    (label: string | null) => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
      const write = async () => {
        const sent = latest.current;
        setState('saving');
        try {
          const saved = await call('composer.save', {
            id: initial.id,
            version: version.current,
            content: sent,
            label,
          });
          version.current = saved.version;
          setError(null);
          setState(latest.current === sent ? 'saved' : 'dirty');
        } catch (failure) {
          setError(failure);
          setState('failed');
          throw failure;
        }
      };
      const saving = chain.current.then(write);
      chain.current = saving.catch(() => undefined);
      return saving;
    },
    [initial.id],
  );

  const show = (next: DocumentContent) => {
    latest.current = next;
    setContent(next);
    setState('dirty');
    if (timer.current !== null) clearTimeout(timer.current);
    // A refused save is shown by its state.
    timer.current = setTimeout(() => void save(null).catch(() => undefined), AUTOSAVE_AFTER_MS);
  };

  useEffect(
    () => () => {
      if (timer.current !== null) void save(null).catch(() => undefined);
    },
    [save],
  );

  return {
    content,
    state,
    error,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    change: (next, options) => {
      if (options?.merge !== true || past.length === 0) {
        setPast([...past.slice(-STEPS_KEPT), content]);
      }
      setFuture([]);
      show(next);
    },
    undo: () => {
      const before = past.at(-1);
      if (before === undefined) return;
      setPast(past.slice(0, -1));
      setFuture([content, ...future]);
      show(before);
    },
    redo: () => {
      const [after, ...rest] = future;
      if (after === undefined) return;
      setPast([...past, content]);
      setFuture(rest);
      show(after);
    },
    save,
  };
}
