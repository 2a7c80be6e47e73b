export { createWorkspace } from './create';
export { demoKeyFile, readHeader } from './folder';
export { workspaceHandlers } from './handlers';
export type { KeySources, KeyStore } from './key';
export { openSession, type Session } from './session';
export { WorkspaceService, type WorkspaceNeeds } from './service';
