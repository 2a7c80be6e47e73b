import type { Handlers } from '#electron/ipc';
import type { Jobs } from '#electron/shell/jobs';
import type { Dialogs } from '#electron/shell/dialogs';
import type { WorkspaceState } from '#shared/workspace/model';
import type { JobHooks } from '#electron/replica/replica';
import { newId } from '#electron/replica/ids';
import type { WorkspaceService } from './service';

type WorkspaceHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `workspace.${string}` | `history.${string}`>
>;

interface HandlerNeeds {
  readonly workspaces: WorkspaceService;
  readonly jobs: Jobs;
  readonly dialogs: Pick<Dialogs, 'openFolder'>;
  /** Resolves when the workspace used last has been opened again, or could not be. */
  readonly ready: Promise<unknown>;
}

/** Binds the workspace and history calls of the contract. */
export function workspaceHandlers(needs: HandlerNeeds): WorkspaceHandlers {
  const { workspaces, jobs } = needs;
  const asJob = (
    jobId: string | undefined,
    work: (hooks: JobHooks) => Promise<WorkspaceState>,
  ): Promise<WorkspaceState> =>
    jobs.run(jobId ?? newId(), 'demo', ({ signal, progress }) =>
      work({ signal, onProgress: progress }),
    );
  return {
    'workspace.state': async () => {
      await needs.ready;
      return workspaces.state();
    },
    'workspace.openDemo': ({ jobId }) => asJob(jobId, (hooks) => workspaces.openDemo(hooks)),
    'workspace.resetDemo': ({ jobId }) => asJob(jobId, (hooks) => workspaces.resetDemo(hooks)),
    'workspace.create': (input) => workspaces.create(input),
    'workspace.open': (input) => workspaces.open(input),
    'workspace.close': () => workspaces.close(),
    'workspace.pickFolder': async () => ({ folder: await needs.dialogs.openFolder() }),
    'workspace.backups': () => workspaces.backups(),
    'workspace.backup': () => workspaces.backup(),
    'workspace.restore': (input) => workspaces.restore(input),
    'workspace.survey': (input) => workspaces.survey(input),
    'workspace.recover': (input) => workspaces.recover(input),
    'workspace.openReadOnly': (input) => workspaces.openReadOnly(input),
    'workspace.exportReadable': async (input) => {
      const target = await needs.dialogs.openFolder();
      return target === null ? null : workspaces.exportReadable({ ...input, target });
    },
    'history.list': ({ limit }) => workspaces.history(limit),
    'history.undo': ({ actionId }) => workspaces.undo(actionId ?? null),
    'history.redo': () => workspaces.redo(),
  };
}
