import { z } from 'zod';
import { rowCountsSchema } from '../workspace/row-counts';
import { idSchema } from './model';
import { importKindSchema } from './import-model';

/**
 * What is left of an import: `whole` as it was written, `partly` taken back later (something was kept), `reverted`
 * later, `undone` as a step of the history.
 */
const IMPORT_STATES = ['whole', 'partly', 'reverted', 'undone'] as const;

/** An import that was made in this workspace. */
export const importRunSchema = z.object({
  actionId: idSchema,
  kind: importKindSchema,
  fileName: z.string(),
  /** Epoch ms. */
  at: z.number(),
  actorName: z.string(),
  rows: z.number().int().nonnegative(),
  inserted: z.number().int().nonnegative(),
  updated: z.number().int().nonnegative(),
  unchanged: z.number().int().nonnegative(),
  rejected: z.number().int().nonnegative(),
  /** Everything that it wrote, also what the rows only named. */
  counts: rowCountsSchema,
  state: z.enum(IMPORT_STATES),
  /** Records that a later revert left in place; 0 unless `partly`. */
  kept: z.number().int().nonnegative(),
});
export type ImportRun = z.infer<typeof importRunSchema>;

/**
 * Why a record stays: somebody `edited` it since; other records `needed` it; what it referred to before the import is
 * gone (`missing`); or what was edited since does not go with what was there before (`misfit`).
 */
export const KEEP_REASONS = ['edited', 'needed', 'missing', 'misfit'] as const;
export type KeepReason = (typeof KEEP_REASONS)[number];

/** Records named in a plan at most; a file names all. */
export const MOST_NAMED = 500;

/** A record that stays, and why. */
export const keptRecordSchema = z.object({
  id: idSchema,
  /** Its table, as in the replica. */
  entity: z.string(),
  name: z.string(),
  change: z.enum(['inserted', 'updated']),
  reason: z.enum(KEEP_REASONS),
  /** Columns that were changed since, as in the replica. */
  fields: z.array(z.string()),
  /** Who changed it last, and when (epoch ms). */
  by: z.string().nullable(),
  at: z.number().nullable(),
  /** One of the records that need it. */
  neededBy: z.object({ entity: z.string(), name: z.string() }).nullable(),
  /** It goes, too, when a person chooses so. */
  choosable: z.boolean(),
});
export type KeptRecord = z.infer<typeof keptRecordSchema>;

/** Which import to take back, and which of the records that would stay go as well. */
export const revertRequestSchema = z.object({
  actionId: idSchema,
  also: z.union([z.literal('all'), z.array(idSchema).max(10_000)]),
});
export type RevertRequest = z.infer<typeof revertRequestSchema>;

/** What taking an import back would do, nothing written. */
export const revertPlanSchema = z.object({
  actionId: idSchema,
  fileName: z.string(),
  /** Records that the import made and that go. */
  removed: z.number().int().nonnegative(),
  /** Records that get back what they held before. */
  restored: z.number().int().nonnegative(),
  /** What goes and what is put back, by table; what goes along with a chosen record counts as well. */
  counts: rowCountsSchema,
  /** Records of the import with nothing left to take back. */
  gone: z.number().int().nonnegative(),
  kept: z.number().int().nonnegative(),
  /** How many of the kept ones may be chosen. */
  choosable: z.number().int().nonnegative(),
  /** The first kept records. */
  records: z.array(keptRecordSchema).max(MOST_NAMED),
  /** Names the plan; other data or another choice give another. */
  fingerprint: z.string(),
});
export type RevertPlan = z.infer<typeof revertPlanSchema>;

export const revertResultSchema = revertPlanSchema.pick({
  fileName: true,
  removed: true,
  restored: true,
  counts: true,
  kept: true,
});
export type RevertResult = z.infer<typeof revertResultSchema>;

/** A record of an import that still shows what the import did. */
export interface ImportedRow {
  readonly id: string;
  readonly change: 'inserted' | 'updated';
  /** Somebody changed it since. */
  readonly edited: boolean;
  /** What stands against it whatever a person chooses. */
  readonly blocked: 'missing' | 'misfit' | null;
}

/** A live record that refers to a record which the import made. */
export interface RowLink {
  readonly from: string;
  readonly to: string;
  /** It belongs to the record like its history, and goes with it when a person chooses so. */
  readonly part: boolean;
  /** Putting back what `from` held before the import ends the reference. */
  readonly released: boolean;
}

export interface RevertDecision {
  /** Records that stay → why, and a record that needs them. */
  readonly kept: ReadonlyMap<string, { readonly reason: KeepReason; readonly by: string | null }>;
  /** Records of others that go with a chosen one. */
  readonly parts: ReadonlySet<string>;
}

/**
 * Decides what of an import can be taken back: everything that nobody touched since and that no record which stays refers
 * to. A chosen record goes although it was edited, with its parts; never one that others need.
 */
export function decideRevert(
  rows: readonly ImportedRow[],
  links: readonly RowLink[],
  chosen: (id: string) => boolean,
): RevertDecision {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const kept = new Map<string, { reason: KeepReason; by: string | null }>();
  const waiting: string[] = [];
  const keep = (id: string, reason: KeepReason, by: string | null): void => {
    const known = kept.get(id);
    if (known) {
      known.by ??= by;
      return;
    }
    kept.set(id, { reason, by });
    waiting.push(id);
  };
  for (const { id, edited, blocked } of rows) {
    if (blocked !== null) keep(id, blocked, null);
    else if (edited && !chosen(id)) keep(id, 'edited', null);
  }
  const goesAlong = ({ to, part }: RowLink): boolean => part && chosen(to);
  const linksFrom = new Map<string, RowLink[]>();
  for (const link of links) {
    const from = byId.get(link.from);
    if (goesAlong(link) && !from) continue;
    if (from === undefined || (from.change === 'updated' && !link.released)) {
      keep(link.to, 'needed', link.from);
      continue;
    }
    const known = linksFrom.get(link.from);
    if (known) known.push(link);
    else linksFrom.set(link.from, [link]);
  }
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const { from, to } of linksFrom.get(id) ?? []) keep(to, 'needed', from);
  }
  const parts = links.filter((link) => goesAlong(link) && !byId.has(link.from));
  return {
    kept,
    parts: new Set(parts.filter(({ to }) => !kept.has(to)).map(({ from }) => from)),
  };
}
