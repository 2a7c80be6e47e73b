import { createContext, useContext } from 'react';
import type { OpenWorkspace } from '#shared/workspace/model';

/** The open workspace; given by the frame, which shows nothing of a room without one. */
export const WorkspaceContext = createContext<OpenWorkspace | null>(null);

/** The open workspace. Only below the frame. */
export function useWorkspace(): OpenWorkspace {
  const workspace = useContext(WorkspaceContext);
  if (workspace === null) throw new Error('useWorkspace needs an open workspace');
  return workspace;
}
