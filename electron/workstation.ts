import { join } from 'node:path';
import { app, shell } from 'electron';
import type { FeedMessage, FeedName } from '#shared/contract';
import { EXPORT_FORMATS, type ExportFormat } from '#shared/composer/model';
import type { AppSettings } from '#shared/workspace/model';
import en from '#resources/locales/en/dialogs.json';
import zh from '#resources/locales/zh-CN/dialogs.json';
import { pdfWindow } from './composer/pdf-window';
import type { Handlers } from './ipc';
import { guarded } from './governance';
import { importDemo } from './pipeline';
import { newId } from './replica/ids';
import { assembleRooms } from './rooms';
import { SimulationPool, STUDY_EXTENSION } from './sandbox';
import { appService } from './shell/app-service';
import type { AppSettingsFile } from './shell/app-settings';
import { systemDialogs } from './shell/dialogs';
import { FileTokens } from './shell/file-tokens';
import { Jobs } from './shell/jobs';
import { systemKeyStore } from './shell/key-store';
import type { Logger } from './shell/log';
import { shippedFolders } from './shell/shipped';
import { noteAction, notePlace } from './shell/written-action';
import { WrittenFiles } from './shell/written-files';
import { WorkspaceService, workspaceHandlers } from './workspace';

interface WorkstationNeeds {
  readonly userData: string;
  readonly logFolder: string;
  readonly log: Logger;
  readonly settings: AppSettingsFile;
  /** `out/main`; workers lie below it. */
  readonly mainFolder: string;
  readonly tell: <N extends FeedName>(feed: N, message: FeedMessage<N>) => void;
  readonly onSettings: (settings: AppSettings) => void;
}

interface Workstation {
  readonly handlers: Handlers;
  readonly registerFile: (path: string) => string;
  /** Token of a file that this app wrote. */
  readonly registerWritten: (path: string) => string;
  /** Stops jobs, closes the workspace, ends the threads. */
  readonly close: () => Promise<void>;
}

/** The application without its windows: workspaces, rooms and the calls that windows make of them. */
export function assembleWorkstation(needs: WorkstationNeeds): Workstation {
  const { settings, log, tell } = needs;
  const workerDir = join(needs.mainFolder, 'workers');
  const shipped = shippedFolders(app.getAppPath(), process.resourcesPath);
  const documents = () => app.getPath('documents');
  const texts = () => (settings.current.language === 'zh-CN' ? zh : en);
  const files = new FileTokens(newId);
  const jobs = new Jobs((message) => tell('progress', message), Date.now);
  const dialogs = systemDialogs(documents);
  const written = new WrittenFiles(newId, shell);
  const chooseFile: typeof dialogs.saveFile = async (name, type) => {
    const path = await dialogs.saveFile(name, type);
    notePlace(path);
    return path;
  };
  const tables = () => ({
    name: texts().table,
    extensions: ['csv', 'tsv', 'txt', 'xlsx', 'xlsm'],
  });
  const csv = () => ({ name: texts().csv, extensions: ['csv'] });
  const xlsx = () => ({ name: texts().xlsx, extensions: ['xlsx'] });
  const study = () => ({ name: texts().study, extensions: [STUDY_EXTENSION] });
  const document = (format: ExportFormat) => ({
    name: texts().document[format],
    extensions: [format],
  });

  const workspaces = new WorkspaceService({
    userDataDir: needs.userData,
    workerDir,
    clock: Date.now,
    keyStore: systemKeyStore,
    keyFile: null,
    onNote: ({ kind, name, ms, stack }) =>
      log[kind === 'slow' ? 'info' : 'error'](`replica-${kind}`, {
        name,
        ms: Math.round(ms),
        stack: stack ?? '',
      }),
    demo: () => ({ name: texts().demoName, userName: texts().demoUser }),
    importDemo: (replica, hooks) =>
      importDemo(replica, shipped.demo, settings.current.language, hooks),
    onChanges: ({ actionId, ...changes }) => {
      noteAction(actionId);
      tell('changes', changes);
    },
    onIncident: (incident) => tell('incident', incident),
  });
  const ready = reopenLast(workspaces, log);
  const pool = new SimulationPool({
    workerFile: join(workerDir, 'simulation.cjs'),
    onRecovered: () => tell('incident', { part: 'simulation', recovered: true }),
  });
  const rooms = assembleRooms({
    current: () => workspaces.current(),
    pool,
    workerDir,
    jobs,
    files,
    dialogs: {
      openTable: () => dialogs.openFile(tables()),
      saveTable: (name, format) => chooseFile(name, format === 'csv' ? csv() : xlsx()),
      chooseExportFile: async (name, format) => {
        const path = await chooseFile(name, document(format));
        // The system's dialog has asked whether to replace a file that is there.
        return path === null ? null : { path, overwrite: true };
      },
      chooseExportFolder: async () => {
        const path = await dialogs.openFolder();
        notePlace(path);
        return path;
      },
      chooseFileToVerify: () =>
        dialogs.openFile({
          name: texts().verifiable,
          extensions: [...EXPORT_FORMATS, 'jpg', 'jpeg'],
        }),
      chooseEvidence: () => dialogs.openFile({ name: texts().anyFile, extensions: ['*'] }),
      chooseDataFile: () => dialogs.openFile({ name: texts().chain, extensions: ['json'] }),
      chooseStudyFile: () => dialogs.openFile(study()),
      chooseAllocationFolder: () => dialogs.openFolder(),
      choosePickListPlace: (name) => chooseFile(name, xlsx()),
      chooseStudyPlace: (name) => chooseFile(name, study()),
    },
    language: () => settings.current.language,
    threads: () => settings.current.threads,
    pdf: pdfWindow,
    version: app.getVersion(),
    fontFolder: shipped.fonts,
    demoFolder: shipped.demo,
  });

  return {
    handlers: {
      ...appService({
        settings,
        log,
        logFolder: needs.logFolder,
        sqliteVersion: () => workspaces.opened()?.replica.sqlite ?? '',
        folders: () => ({ workspace: workspaces.opened()?.folder ?? null, exports: documents() }),
        onSettings: needs.onSettings,
        written,
      }),
      ...guarded(
        workspaceHandlers({ workspaces, jobs, dialogs, ready }),
        () => workspaces.opened()?.replica ?? null,
      ),
      ...rooms,
      'job.cancel': ({ jobId }) => {
        jobs.cancel(jobId);
        return {};
      },
    },
    registerFile: (path) => files.register(path),
    registerWritten: (path) => written.register(path),
    close: async () => {
      jobs.cancelAll();
      await workspaces.close();
      await pool.close();
    },
  };
}

/** Goes on where the person left: the workspace used last, unless it cannot be opened without asking. */
async function reopenLast(workspaces: WorkspaceService, log: Logger): Promise<void> {
  const state = await workspaces.state();
  const last = state.status === 'none' ? state.recent[0] : undefined;
  if (last === undefined) return;
  try {
    await workspaces.open({ folder: last.folder, passphrase: null });
  } catch (error) {
    log.error('reopen-failed', { name: error instanceof Error ? error.message : 'unknown' });
  }
}
