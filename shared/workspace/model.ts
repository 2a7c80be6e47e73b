import { z } from 'zod';
import { cellSchema, daySchema, idSchema, instantSchema } from '../pipeline/model';
import { rowCountsSchema } from './row-counts';

const LANGUAGES = ['zh-CN', 'en'] as const;
export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;

/** Settings needed before a workspace is open; kept in one small JSON beside the window state. */
export const appSettingsSchema = z.object({
  language: languageSchema,
  theme: z.enum(['light', 'dark', 'system']),
  /** Row height of the grid: 28 / 34 / 42 px. */
  density: z.enum(['compact', 'standard', 'comfortable']),
  /** 自动 / 元 / 万元: one unit over a whole table. */
  amountUnit: z.enum(['auto', 'unit', 'tenThousand']),
  /** Single-letter shortcuts can be switched off (WCAG 2.1.4). */
  singleKeyShortcuts: z.boolean(),
  /** Worker threads of a rehearsal; 0 = as many as the machine suggests. */
  threads: z.number().int().min(0).max(64),
});
export type AppSettings = z.infer<typeof appSettingsSchema>;

/** How the 32-byte key of a replica is kept. `keyFile` only for headless use, by explicit flag. */
export const keyKeepingSchema = z.enum(['osKeyStore', 'passphrase', 'keyFile']);
export type KeyKeeping = z.infer<typeof keyKeepingSchema>;

export const workspaceKindSchema = z.enum(['demo', 'own']);

/**
 * Why nothing can be written: a damaged file is only being looked at, its folder takes no writing, its disk is full or
 * reports errors, or another program holds the file (these also in the middle of a session, until it takes writing again).
 */
const readOnlyReasonSchema = z.enum(['damaged', 'folder', 'diskFull', 'diskFailed', 'locked']);
export type ReadOnlyReason = z.infer<typeof readOnlyReasonSchema>;

/** A table of a replica (name as in the schema) and what could be read of it. */
export const readTableSchema = z.object({
  table: z.string(),
  rows: z.number().int().nonnegative(),
  /** False when a part could not be read and was left out. */
  complete: z.boolean(),
});
export type ReadTable = z.infer<typeof readTableSchema>;

/** `journal`: newest sound backup and every later step of the journal. `salvage`: what can be read of the damaged file. */
export const recoveryWaySchema = z.enum(['journal', 'salvage']);
export type RecoveryWay = z.infer<typeof recoveryWaySchema>;

/** What a recovery brought back. */
export const recoverySchema = z.object({
  way: recoveryWaySchema,
  /** Null when no backup was used. */
  backupAt: instantSchema.nullable(),
  /** Steps repeated from the journal, and when the last of them was made. */
  repeated: z.number().int().nonnegative(),
  lastAt: instantSchema.nullable(),
  /** Later steps that are known of and could not be repeated. */
  missing: z.number().int().nonnegative(),
  /** Of a salvage: what came over. */
  tables: z.array(readTableSchema),
});
export type Recovery = z.infer<typeof recoverySchema>;

export const openWorkspaceSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: workspaceKindSchema,
  /** The folder, for people ("where are my data"); shown, never parsed. */
  folder: z.string(),
  userId: idSchema,
  userName: z.string(),
  keyKeeping: keyKeepingSchema,
  openedAt: instantSchema,
  /** The day that "today" is in this workspace: the demo's data end on a fixed day. */
  asOfDay: daySchema,
  /** Local changes waiting for a backend. Nothing drains them yet. */
  pending: z.number().int().nonnegative(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
  readOnly: readOnlyReasonSchema.nullable(),
  /** What was brought back when it was opened this time; null = nothing was wrong. */
  recovery: recoverySchema.nullable(),
});
export type OpenWorkspace = z.infer<typeof openWorkspaceSchema>;

export const backupSchema = z.object({
  fileName: z.string(),
  at: instantSchema,
  bytes: z.number().int().nonnegative(),
  reason: z.enum(['manual', 'migration', 'daily', 'import', 'restore']),
});
export type Backup = z.infer<typeof backupSchema>;

/** What could be brought back of a workspace that does not open. */
export const recoverySurveySchema = recoverySchema
  .omit({ way: true, backupAt: true, tables: true })
  .extend({
    /** Whether there is a sound backup or a journal from the beginning. */
    possible: z.boolean(),
    backup: backupSchema.nullable(),
    /** What can be read of the damaged file itself; null = nothing. */
    tables: z.array(readTableSchema).nullable(),
  });
export type RecoverySurvey = z.infer<typeof recoverySurveySchema>;

/**
 * `none`: first run or closed. `locked`: a passphrase is needed. `damaged`: quick_check failed or pages do not
 * authenticate; the ways out are a backup, or looking elsewhere. `newer`: written by a newer version, left untouched.
 */
export const workspaceStateSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('none'),
    recent: z.array(z.object({ folder: z.string(), name: z.string(), kind: workspaceKindSchema })),
    /** False when the operating system keeps no keys here: creating asks for a passphrase. */
    osKeyStore: z.boolean(),
    /** The folder in which a new workspace gets its own, unless another is chosen. */
    defaultFolder: z.string(),
  }),
  z.object({ status: z.literal('locked'), folder: z.string(), name: z.string() }),
  z.object({
    status: z.literal('damaged'),
    folder: z.string(),
    name: z.string(),
    backups: z.array(backupSchema),
  }),
  z.object({ status: z.literal('newer'), folder: z.string(), name: z.string() }),
  z.object({ status: z.literal('open'), workspace: openWorkspaceSchema }),
]);
export type WorkspaceState = z.infer<typeof workspaceStateSchema>;

export const passphraseSchema = z.string().min(8).max(200);

/** What an action changed in records that were there before. */
const actionChangeSchema = z.object({
  /** The kind of record, as the change log names it. */
  entity: z.string(),
  records: z.number().int().positive(),
  /** Columns that all the records got a new value in; `was` and `now` where all of them share it. Names for ids. */
  fields: z.array(
    z.object({ field: z.string(), was: cellSchema.optional(), now: cellSchema.optional() }),
  ),
  /** Of amounts; null where there are none. */
  currency: z.string().nullable(),
});
export type ActionChange = z.infer<typeof actionChangeSchema>;

/** One entry of the undo history: one user action, also when it changed 500 rows. */
export const actionSchema = z.object({
  id: idSchema,
  seq: z.number().int().positive(),
  at: instantSchema,
  actorName: z.string(),
  kind: z.string(),
  /** Number of rows the action changed. */
  rows: z.number().int().nonnegative(),
  /** The same by table, of an import and of a revert; empty for everything else. */
  counts: rowCountsSchema,
  /** What a person recognises it by, e.g. the opportunity's name or the file's. */
  subject: z.string(),
  state: z.enum(['done', 'undone', 'final']),
  /** Null when it changed nothing that was there before, or too much to tell. */
  change: actionChangeSchema.nullable(),
});
export type Action = z.infer<typeof actionSchema>;
