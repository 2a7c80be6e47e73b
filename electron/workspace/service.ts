import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type KeptAudit, tellAudit } from '#electron/governance/index';
import type { Changes } from '#electron/replica/action-log';
import { listBackups } from '#electron/replica/backup-files';
import { newId } from '#electron/replica/ids';
import { Lane } from '#electron/replica/lane';
import { replicaFile } from '#electron/replica/paths';
import { setJournalAside } from '#electron/replica/recovery/place';
import {
  checkReplicaFile,
  exportReadableReplica,
  type JobHooks,
  type OpenReplica,
  type OpenReplicaOptions,
  rebuildReplica,
  type ReplicaIncident,
  surveyReplica,
} from '#electron/replica/replica';
import { localDay } from '#electron/shell/local-day';
import { SandtableError, toFailure } from '#shared/errors';
import type {
  Action,
  Backup,
  OpenWorkspace,
  ReadOnlyReason,
  ReadTable,
  Recovery,
  RecoverySurvey,
  RecoveryWay,
  WorkspaceState,
} from '#shared/workspace/model';
import { backUp } from './back-up';
import { createWorkspace } from './create';
import { AutomaticBackup } from './automatic-backup';
import { demoKeyFile, folderName, isFree, readHeader } from './folder';
import type { KeySources, KeyStore } from './key';
import { acquireLock } from './lock';
import { listRecent, remember } from './recent';
import { AS_IS, asIsEntry, backupPath, putBackInPlace } from './restore';
import {
  isBehind,
  openReadOnlySession,
  openSession,
  type Session,
  type SessionNeeds,
} from './session';
import { unlock } from './unlock';

/** What the workspace room needs from the house. */
export interface WorkspaceNeeds extends SessionNeeds {
  /** Where the app keeps its own files: the demo, new workspaces without a chosen place, the list of recent ones. */
  readonly userDataDir: string;
  readonly keyStore: KeyStore;
  /** A 32-byte key file, for headless use by explicit flag; null otherwise. */
  readonly keyFile: string | null;
  /** Name and user of the demo, in the person's language. */
  readonly demo: () => { readonly name: string; readonly userName: string };
  /** Imports the demo's files through the importer; gives back the day its data end on. */
  readonly importDemo: (
    replica: OpenReplica,
    hooks: JobHooks,
  ) => Promise<{ asOfDay: string | null }>;
  readonly onChanges: (changes: Changes) => void;
  readonly onIncident: (incident: {
    part: ReplicaIncident['part'] | 'disk';
    recovered: boolean;
  }) => void;
}

/** A workspace that is closed and cannot be opened as it is. */
type Closed = Exclude<WorkspaceState, { status: 'open' } | { status: 'none' }>;

/** The workspaces of this computer, one open at a time. Calls run one after the other. */
export class WorkspaceService {
  readonly #needs: WorkspaceNeeds;
  readonly #lane = new Lane();
  #session: Session | null = null;
  #closed: Closed | null = null;
  #recovery: Recovery | null = null;
  #backups: AutomaticBackup | null = null;

  constructor(needs: WorkspaceNeeds) {
    this.#needs = needs;
  }

  /** The open workspace, for the other rooms. @throws SandtableError NO_WORKSPACE */
  current(): Session {
    if (this.#session) return this.#session;
    throw new SandtableError('NO_WORKSPACE', 'no workspace is open');
  }

  /** The open workspace, or null. */
  opened(): Session | null {
    return this.#session;
  }

  async state(): Promise<WorkspaceState> {
    if (this.#session) return { status: 'open', workspace: await this.#describe(this.#session) };
    if (this.#closed) return this.#closed;
    const { userDataDir, keyStore } = this.#needs;
    return {
      status: 'none',
      recent: listRecent(userDataDir),
      osKeyStore: keyStore.available(),
      defaultFolder: this.#defaultFolder(),
    };
  }

  /** Opens the demo; makes and fills it first when it is not there. */
  openDemo(hooks: JobHooks = {}): Promise<WorkspaceState> {
    return this.#lane.enqueue(async () => {
      await this.#closeSession();
      if (isFree(this.#demoFolder())) await this.#makeDemo(hooks);
      return this.#open(this.#demoFolder(), null);
    });
  }

  /** Throws the demo's changes away and fills it again. */
  resetDemo(hooks: JobHooks = {}): Promise<WorkspaceState> {
    return this.#lane.enqueue(async () => {
      await this.#closeSession();
      if (!isFree(this.#demoFolder())) {
        // Not while another process works in it.
        acquireLock(this.#demoFolder()).release();
        rmSync(this.#demoFolder(), { recursive: true, force: true });
      }
      await this.#makeDemo(hooks);
      return this.#open(this.#demoFolder(), null);
    });
  }

  /** Makes an empty workspace and opens it. In a folder that holds other files it gets a folder of its own. */
  create(input: {
    name: string;
    userName: string;
    folder: string | null;
    passphrase: string | null;
  }): Promise<WorkspaceState> {
    return this.#lane.enqueue(async () => {
      const { name, userName, passphrase } = input;
      await this.#closeSession();
      const folder = this.#placeFor(input.folder, name);
      const sources = (): KeySources => this.#sources(folder, 'own', passphrase);
      await createWorkspace({ folder, name, kind: 'own', userName }, sources, this.#needs);
      return this.#open(folder, passphrase);
    });
  }

  /**
   * Opens a workspace. What keeps it closed but can be helped comes back as a state (`locked`, `damaged`, `newer`).
   * @throws SandtableError KEY_WRONG, KEY_UNAVAILABLE, REPLICA_BUSY, NOT_A_WORKSPACE
   */
  open(input: { folder: string; passphrase: string | null }): Promise<WorkspaceState> {
    return this.#lane.enqueue(async () => {
      await this.#closeSession();
      return this.#open(input.folder, input.passphrase);
    });
  }

  close(): Promise<WorkspaceState> {
    return this.#lane.enqueue(async () => {
      await this.#closeSession();
      this.#closed = null;
      return this.state();
    });
  }

  /** Backups of the workspace that is open, or that waits to be repaired. */
  backups(): Backup[] {
    if (this.#session) return listBackups(this.#session.folder);
    if (this.#closed?.status === 'damaged') return this.#closed.backups;
    return this.#closed ? listBackups(this.#closed.folder) : [];
  }

  backup(): Promise<Backup> {
    return this.#lane.enqueue(() => backUp(this.current().replica, 'manual'));
  }

  /**
   * Checks a backup, puts it in the replica's place and opens it. What was there is kept: a backup when it is sound,
   * and always the file itself as `replica.damaged-<time>.db`.
   * @throws SandtableError FILE_NOT_FOUND, REPLICA_DAMAGED (the backup does not check), KEY_REQUIRED, KEY_WRONG
   */
  restore(input: {
    folder: string;
    fileName: string;
    passphrase: string | null;
  }): Promise<WorkspaceState> {
    return this.#lane.enqueue(async () => {
      const { folder, fileName, passphrase } = input;
      const options = await this.#closedReplica(input);
      const present = this.#session?.folder === folder ? this.#session : null;
      const kept = present === null ? NOTHING_KEPT : await keepPresent(present);
      await this.#closeSession();
      const asIs = fileName === AS_IS;
      const source = asIs ? replicaFile(folder) : backupPath(folder, fileName);
      await checkReplicaFile(options, source);
      const lock = acquireLock(folder);
      try {
        if (asIs) setJournalAside(folder, this.#needs.clock());
        else putBackInPlace(folder, fileName, this.#needs.clock());
      } finally {
        lock.release();
      }
      await this.#open(folder, passphrase);
      return this.#auditRestored(fileName, kept);
    });
  }

  /** What could be brought back of a workspace that does not open. @throws SandtableError KEY_REQUIRED, KEY_WRONG */
  survey(input: { folder: string; passphrase: string | null }): Promise<RecoverySurvey> {
    return this.#lane.enqueue(async () => surveyReplica(await this.#closedReplica(input)));
  }

  /**
   * Builds a damaged replica again and opens it; the damaged file is kept beside it.
   * @throws SandtableError FILE_NOT_FOUND, REPLICA_DAMAGED, KEY_REQUIRED, KEY_WRONG, REPLICA_BUSY, DISK_FULL
   */
  recover(input: {
    folder: string;
    passphrase: string | null;
    way: RecoveryWay;
  }): Promise<WorkspaceState> {
    return this.#lane.enqueue(async () => {
      const { folder, passphrase, way } = input;
      await this.#closeSession();
      const options = await this.#closedReplica(input);
      const lock = acquireLock(folder);
      let recovery: Recovery;
      try {
        recovery = await rebuildReplica(options, way);
      } finally {
        lock.release();
      }
      await this.#open(folder, passphrase, recovery);
      return this.#auditRestored(AS_IS, NOTHING_KEPT);
    });
  }

  /** Opens a damaged workspace for looking only. @throws SandtableError REPLICA_DAMAGED, KEY_REQUIRED, KEY_WRONG */
  openReadOnly(input: { folder: string; passphrase: string | null }): Promise<WorkspaceState> {
    return this.#lane.enqueue(async () => {
      await this.#closeSession();
      await this.#look(input.folder, 'damaged', input.passphrase);
      return this.state();
    });
  }

  /** Writes what can be read of a closed workspace as CSV files into a new folder inside `target`. */
  exportReadable(input: {
    folder: string;
    passphrase: string | null;
    target: string;
  }): Promise<{ folder: string; tables: ReadTable[] }> {
    return this.#lane.enqueue(async () => {
      const options = await this.#closedReplica(input);
      const { name } = readHeader(input.folder);
      const place = join(input.target, `${folderName(name)}-${this.#needs.clock()}`);
      return { folder: place, tables: await exportReadableReplica(options, place) };
    });
  }

  history(limit: number): Promise<Action[]> {
    return this.current().replica.reader.read('history.list', { limit });
  }

  /** With `only`: refused unless that action is the newest. */
  undo(only: string | null): Promise<Action> {
    return this.current().replica.writer.undo(only);
  }

  redo(): Promise<Action> {
    return this.current().replica.writer.redo();
  }

  async #open(
    folder: string,
    passphrase: string | null,
    recovery: Recovery | null = null,
  ): Promise<WorkspaceState> {
    const { name, kind } = readHeader(folder);
    try {
      const sources = this.#sources(folder, kind, passphrase);
      const session = await openSession(folder, sources, this.#needs);
      await this.#adopt(session);
      this.#recovery = recovery;
    } catch (error) {
      const reason = takesNoWriting(error);
      if (reason !== null) await this.#look(folder, reason, passphrase);
      else this.#closed = closedState(error, folder, name);
    }
    return this.state();
  }

  async #look(folder: string, reason: ReadOnlyReason, passphrase: string | null): Promise<void> {
    const sources = this.#sources(folder, readHeader(folder).kind, passphrase);
    this.#session = await openReadOnlySession(folder, reason, sources, this.#needs);
    this.#closed = null;
    this.#recovery = null;
    this.#session.replica.onIncident(this.#needs.onIncident);
  }

  /** What works on the replica of a closed workspace needs. */
  async #closedReplica(input: {
    folder: string;
    passphrase: string | null;
  }): Promise<OpenReplicaOptions> {
    const { folder, passphrase } = input;
    const header = readHeader(folder);
    const sources = this.#sources(folder, header.kind, passphrase);
    const key = await unlock(folder, header, sources, this.#needs.clock);
    const { workerDir, sqliteBinding, clock } = this.#needs;
    const options = { folder, key, workerDir, clock };
    return sqliteBinding === undefined ? options : { ...options, sqliteBinding };
  }

  /** Entries of the audit outlive the database that held them, as far as they could be read. */
  async #auditRestored(fileName: string, kept: KeptAudit): Promise<WorkspaceState> {
    if (this.#session?.readOnly === null) {
      await this.#session.replica.writer.write('audit.restored', { fileName, ...kept });
    }
    return this.state();
  }

  async #adopt(session: Session): Promise<void> {
    this.#session = session;
    this.#closed = null;
    session.replica.onChanges(this.#needs.onChanges);
    session.replica.onIncident(this.#needs.onIncident);
    session.replica.onStopped((stopped) =>
      this.#needs.onIncident({ part: 'disk', recovered: stopped === null }),
    );
    // A large file is checked beside the work; if it fails, the workspace closes and shows the ways out.
    session.replica.checked.catch((error: unknown) => void this.#onDamage(session, error));
    if (session.header.kind === 'own') {
      this.#backups = new AutomaticBackup(session.folder, session.replica, this.#needs.clock);
    }
    const { folder, header } = session;
    await remember(this.#needs.userDataDir, { folder, name: header.name, kind: header.kind });
  }

  #onDamage(session: Session, error: unknown): Promise<void> {
    return this.#lane.enqueue(async () => {
      if (this.#session !== session) return;
      await this.#closeSession();
      this.#closed = closedState(error, session.folder, session.header.name);
      this.#needs.onIncident({ part: 'writer', recovered: false });
    });
  }

  async #closeSession(): Promise<void> {
    const session = this.#session;
    this.#backups?.stop();
    this.#backups = null;
    this.#session = null;
    this.#recovery = null;
    if (session !== null) await endLook(session);
    await session?.close();
  }

  async #makeDemo(hooks: JobHooks): Promise<void> {
    const folder = this.#demoFolder();
    const fill = (replica: OpenReplica): Promise<{ asOfDay: string | null }> =>
      this.#needs.importDemo(replica, hooks);
    const { keyStore } = this.#needs;
    const sources = (making: string): KeySources => ({
      keyStore,
      passphrase: null,
      keyFile: keyStore.available() ? null : demoKeyFile(making),
    });
    await createWorkspace(
      { folder, kind: 'demo', ...this.#needs.demo(), fill },
      sources,
      this.#needs,
    );
  }

  /** The demo opens without asking, everywhere: where no system keeps keys, its key lies beside it. */
  #sources(folder: string, kind: 'demo' | 'own', passphrase: string | null): KeySources {
    const { keyStore, keyFile } = this.#needs;
    if (kind === 'own') return { keyStore, passphrase, keyFile };
    return { keyStore, passphrase: null, keyFile: demoKeyFile(folder) };
  }

  #demoFolder(): string {
    return join(this.#needs.userDataDir, 'demo');
  }

  #defaultFolder(): string {
    return join(this.#needs.userDataDir, 'workspaces');
  }

  #placeFor(folder: string | null, name: string): string {
    if (folder === null) return join(this.#defaultFolder(), newId());
    return isFree(folder) ? folder : join(folder, folderName(name));
  }

  async #describe(session: Session): Promise<OpenWorkspace> {
    const asked = session.replica.reader.read('replica.status', null);
    // Of a damaged file this may be the part that cannot be read.
    const status = await (session.readOnly === null ? asked : asked.catch(() => NOTHING_TO_DO));
    const { id, name, kind, userId, userName, asOfDay } = session.row;
    const { folder, keyKeeping, openedAt } = session;
    const base = { id, name, kind, folder, userId, userName, keyKeeping, openedAt, ...status };
    const today = localDay(this.#needs.clock());
    // In a session that could write, until its disk took nothing any more.
    const readOnly = session.readOnly ?? session.replica.stopped;
    return { ...base, asOfDay: asOfDay ?? today, readOnly, recovery: this.#recovery };
  }
}

/** Who looks as another person stops with the workspace; the audit says so, as far as it can be written. */
async function endLook({ replica }: Session): Promise<void> {
  const { perspective, writer } = replica;
  if (perspective === null) return;
  const { personId } = perspective;
  try {
    await tellAudit(writer, { kind: 'viewedAsEnded', facts: { personId } });
  } catch (error) {
    // A disk that takes nothing must not keep the workspace open.
    const { code } = toFailure(error);
    if (code !== 'DISK_FULL' && code !== 'DISK_FAILED') throw error;
  }
}

const NOTHING_TO_DO = { pending: 0, canUndo: false, canRedo: false };

const NOTHING_KEPT: KeptAudit = { entries: [], keys: [], revocations: [] };

/**
 * A sound replica is kept as a backup before another takes its place; of a damaged one the file itself is kept.
 * @returns its audit, which a restore must not take away; nothing of a damaged one
 */
async function keepPresent({ replica }: Session): Promise<KeptAudit> {
  try {
    await backUp(replica, 'restore');
    return await replica.reader.read('audit.keep', null);
  } catch (error) {
    if (!(error instanceof SandtableError) || error.code !== 'REPLICA_DAMAGED') throw error;
    return NOTHING_KEPT;
  }
}

/** Why nothing can be written there, if that is what opening failed of: the folder, or its disk. */
function takesNoWriting(error: unknown): ReadOnlyReason | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['EROFS', 'EACCES', 'EPERM', 'FILE_UNREADABLE'].includes(code)) return 'folder';
  if (['DISK_FULL', 'ENOSPC', 'EDQUOT'].includes(code)) return 'diskFull';
  return ['DISK_FAILED', 'EIO'].includes(code) ? 'diskFailed' : null;
}

/** What keeps a workspace closed, as a state with its way out. @throws everything that is no such state */
function closedState(error: unknown, folder: string, name: string): Closed {
  const code = error instanceof SandtableError ? error.code : null;
  if (code === 'KEY_REQUIRED') return { status: 'locked', folder, name };
  if (code === 'REPLICA_NEWER') return { status: 'newer', folder, name };
  if (code !== 'REPLICA_DAMAGED') throw error;
  const asIs = isBehind(error) ? asIsEntry(folder) : [];
  return { status: 'damaged', folder, name, backups: [...listBackups(folder), ...asIs] };
}
