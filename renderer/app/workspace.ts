import { replaceEqualDeep } from '@tanstack/react-query';
import { createContext, useContext, useState } from 'react';
import type { OpenWorkspace } from '#shared/workspace/model';

/** What stays while one works; the rest changes with every edit and is read by those who show it. */
export type WorkspaceFacts = Omit<OpenWorkspace, 'pending' | 'canUndo' | 'canRedo'>;

/** The open workspace; given by the frame, which shows nothing of a room without one. */
export const WorkspaceContext = createContext<WorkspaceFacts | null>(null);

/** The open workspace. Only below the frame. */
export function useWorkspace(): WorkspaceFacts {
  const workspace = useContext(WorkspaceContext);
  if (workspace === null) throw new Error('useWorkspace needs an open workspace');
  return workspace;
}

/** The facts of a workspace, the same object as before while nothing in them differs. */
export function useFacts(open: OpenWorkspace | null): WorkspaceFacts | null {
  const [facts, setFacts] = useState<WorkspaceFacts | null>(null);
  const next = replaceEqualDeep(facts, open === null ? null : factsOf(open));
  if (next !== facts) setFacts(next);
  return next;
}

function factsOf({ pending: _pending, canUndo: _undo, canRedo: _redo, ...facts }: OpenWorkspace) {
  return facts;
}
