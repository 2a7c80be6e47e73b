import { join } from 'node:path';
import {
  composerService,
  type ComposerNeeds,
  type ContentDialogs,
  contentService,
} from './composer';
import { governanceService, guarded, rightsService } from './governance';
import type { Handlers } from './ipc';
import { fileInspector, pipelineService, type PipelineNeeds } from './pipeline';
import { newId } from './replica/ids';
import {
  type AllocationNeeds,
  playRisks,
  sandboxService,
  SCENARIO_MODELS,
  type SimulationPool,
  type StudyDialogs,
  studyService,
} from './sandbox';
import type { FileTokens } from './shell/file-tokens';
import type { Jobs } from './shell/jobs';
import { localDay } from './shell/local-day';
import type { Session } from './workspace';

/** What the rooms need from a host, be it a window or a command. */
export interface RoomNeeds {
  /** The open workspace. @throws SandtableError NO_WORKSPACE */
  readonly current: () => Session;
  readonly pool: SimulationPool;
  /** Where the programs of the threads lie. */
  readonly workerDir: string;
  readonly jobs: Jobs;
  readonly files: FileTokens;
  /** What asks for places of files. */
  readonly dialogs: PipelineNeeds['dialogs'] &
    ComposerNeeds['dialogs'] &
    ContentDialogs &
    StudyDialogs &
    AllocationNeeds['dialogs'];
  readonly language: PipelineNeeds['language'];
  /** Threads that the person allows for a rehearsal; 0 = as the machine suggests. */
  readonly threads: () => number;
  readonly pdf: ComposerNeeds['pdf'];
  readonly version: string;
  readonly fontFolder: string;
  /** Folder of the demo's files. */
  readonly demoFolder: string;
}

export type RoomHandlers = Pick<
  Handlers,
  Extract<
    keyof Handlers,
    | `pipeline.${string}`
    | `account.${string}`
    | `import.${string}`
    | `sandbox.${string}`
    | `study.${string}`
    | `composer.${string}`
    | `content.${string}`
    | `audit.${string}`
    | `personal.${string}`
    | `rights.${string}`
  >
>;

/** Puts the rooms' services together: each gets its needs, none knows another. */
export function assembleRooms(needs: RoomNeeds): RoomHandlers {
  const { current, pool, jobs, files, dialogs, language, threads, pdf, fontFolder } = needs;
  const replica = () => current().replica;
  const rooms = {
    ...pipelineService({
      replica,
      jobs,
      files,
      dialogs,
      inspectFile: fileInspector(join(needs.workerDir, 'inspector.cjs')),
      language,
      clock: Date.now,
    }),
    ...governanceService({ session: current, jobs, dialogs, language, clock: Date.now }),
    ...sandboxService({
      replica,
      pool,
      jobs,
      files,
      dialogs,
      workerDir: needs.workerDir,
      demoFolder: join(needs.demoFolder, 'allocation'),
      language,
      asOfDay: () => workspaceDay(current()),
      threads,
    }),
    ...studyService({
      replica,
      pool,
      jobs,
      dialogs,
      asOfDay: () => workspaceDay(current()),
      threads,
    }),
    ...composerService({
      replica,
      workspace: () => ({ ...current().row, asOfDay: workspaceDay(current()) }),
      jobs,
      pdf,
      dialogs,
      files,
      clock: Date.now,
      newId,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      appInfo: {
        version: needs.version,
        runtime: `Electron ${process.versions['electron'] ?? ''}`,
      },
      fontFolder,
      studies: {
        models: SCENARIO_MODELS,
        risks: (model, data, request, variantId, options) =>
          playRisks(pool, model, data, request, variantId, options),
      },
    }),
    ...contentService({ replica, today: () => workspaceDay(current()), dialogs, files }),
    ...rightsService(replica),
  };
  return guarded<RoomHandlers>(rooms, replica);
}

/** The day that "today" is in a workspace: its own, as in the demo, or the real one where the person is. */
export function workspaceDay(session: Session): string {
  return session.row.asOfDay ?? localDay(Date.now());
}
