import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { newId } from '#electron/replica/ids';
import { assembleRooms, type RoomHandlers } from '#electron/rooms';
import { SimulationPool } from '#electron/sandbox/index';
import { FileTokens } from '#electron/shell/file-tokens';
import { demoKeyFile, openSession, readHeader, type Session } from '#electron/workspace/index';
import { SandtableError } from '#shared/errors';
import type { Pipeline } from '#shared/pipeline/model';
import { type CliContext, workerFolder } from './context';
import { keySources } from './keys';
import { UsageError } from './usage-error';
import { productVersion } from './version';

/** A file to be written: where, and whether one that is there may be replaced. */
export interface Place {
  readonly path: string;
  readonly overwrite: boolean;
}

/** An open workspace with its rooms. */
export interface OpenedWorkspace {
  readonly session: Session;
  readonly rooms: RoomHandlers;
  readonly files: FileTokens;
}

/**
 * Opens the workspace of `--workspace`, does the work and closes it, whatever happens.
 * @param place where the rooms write when they ask for a place
 */
export async function withWorkspace<T>(
  context: CliContext,
  place: Place | null,
  work: (opened: OpenedWorkspace) => Promise<T>,
): Promise<T> {
  const { host, options, jobs, language } = context;
  const session = await openWorkspace(context);
  const pool = new SimulationPool({ workerFile: join(workerFolder(host), 'simulation.cjs') });
  const threads = options.integer('threads', 0, 64, 0);
  const files = new FileTokens(newId);
  const rooms = assembleRooms({
    current: () => session,
    pool,
    workerDir: workerFolder(host),
    jobs,
    files,
    dialogs: {
      openTable: async () => null,
      saveTable: async () => place?.path ?? null,
      chooseExportFile: async () => place,
      chooseExportFolder: async () => place?.path ?? null,
      chooseFileToVerify: async () => null,
      chooseEvidence: async () => null,
      chooseDataFile: async () => null,
      chooseStudyFile: async () => null,
      chooseAllocationFolder: async () => null,
      choosePickListPlace: async () => null,
      chooseStudyPlace: async () => place?.path ?? null,
    },
    language: () => language,
    threads: () => threads,
    pdf: host.pdf ?? { print: needsElectron, pictures: needsElectron },
    version: productVersion(host.root),
    fontFolder: host.shipped.fonts,
    demoFolder: host.shipped.demo,
  });
  try {
    // Nobody watches a command: it works on a file whose every page has been checked.
    await session.replica.checked;
    return await work({ session, rooms, files });
  } finally {
    await pool.close();
    await session.close();
  }
}

function openWorkspace(context: CliContext): Promise<Session> {
  const { host, options } = context;
  const folder = resolve(options.required('workspace'));
  const sources = keySources(context);
  const { kind } = readHeader(folder);
  // The demo's data are no secret: its key lies beside it.
  const keyFile = kind === 'demo' ? demoKeyFile(folder) : sources.keyFile;
  const needs = { workerDir: workerFolder(host), clock: Date.now };
  return openSession(folder, { ...sources, keyFile }, needs);
}

const needsElectron = () => Promise.reject(new UsageError('needsElectron'));

/** The file of an option. @throws SandtableError FILE_EXISTS unless `--overwrite` is given */
export function placeOf(
  { options }: CliContext,
  option: 'out' | 'rejected' | 'kept' | 'xlsx',
): Place | null {
  const file = options.text(option);
  if (file === null) return null;
  const overwrite = options.flag('overwrite');
  if (!overwrite && existsSync(file)) {
    throw new SandtableError('FILE_EXISTS', 'the file is there', { fileName: basename(file) });
  }
  return { path: resolve(file), overwrite };
}

/**
 * The pipeline of `--pipeline`, by id or name; without the option the only one there is.
 * @throws UsageError when that does not name exactly one
 */
export async function chosenPipeline(
  { options }: CliContext,
  { rooms }: OpenedWorkspace,
): Promise<Pipeline> {
  const all = await rooms['pipeline.list']({});
  const asked = options.text('pipeline');
  const found = asked === null ? all : all.filter(({ id, name }) => id === asked || name === asked);
  const [one] = found;
  if (one !== undefined && found.length === 1) return one;
  const names = all.map(({ name }) => name).join(', ');
  if (all.length === 0) throw new UsageError('noPipelines');
  if (asked === null) throw new UsageError('whichPipeline', { names });
  const key = found.length === 0 ? 'unknownPipeline' : 'manyPipelines';
  throw new UsageError(key, { value: asked, names });
}
