export { workspaceHandlers } from './handlers';
export type { KeyStore } from './key';
export type { Session } from './session';
export { WorkspaceService, type WorkspaceNeeds } from './service';
