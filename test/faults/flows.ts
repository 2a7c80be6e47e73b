import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create as createDocument, save as saveDocument } from '#electron/composer/documents';
import { stageFile } from '#electron/composer/export-file';
import { create, createPipeline, transition, update } from '#electron/pipeline/commands';
import { headJob } from '#electron/pipeline/importing/inspect';
import { runJob } from '#electron/pipeline/importing/jobs';
import { makeBackup } from '#electron/replica/backup';
import { checkpoint, type Db, openDatabase } from '#electron/replica/database';
import { Engine } from '#electron/replica/engine';
import type { Journal } from '#electron/replica/journal/journal';
import { migrate } from '#electron/replica/migrate';
import { MIGRATIONS } from '#electron/replica/migrations';
import { openReplicaFile } from '#electron/replica/open-file';
import { replicaFile } from '#electron/replica/paths';
import { recoverReplica } from '#electron/replica/recovery/recover';
import { salvageReplica } from '#electron/replica/recovery/salvage';
import type { JobContext } from '#electron/replica/transaction';
import { AppSettingsFile } from '#electron/shell/app-settings';
import { writeHeader } from '#electron/workspace/folder';
import { keyCheck, makeKey } from '#electron/workspace/key';
import { putBackInPlace } from '#electron/workspace/restore';
import { guessMapping } from '#shared/pipeline/import-fields';

/** Where a flow works. */
export interface Bench {
  readonly folder: string;
  readonly key: Uint8Array;
  /** A planted fault: the durability that SQLite opens such files with by itself. */
  readonly careless?: boolean;
  /** Tells that something has been promised: a receipt, see invariants.ts. */
  readonly ack: (receipt: string) => void;
}

/** A workspace that is open for a flow. */
interface Opened {
  readonly engine: Engine;
  readonly db: Db;
  readonly journal: Journal | null;
  close(): void;
}

/** Migrations that `upgrade` has before it. */
const LATELY = 4;
const actor = { id: 'user-1', name: '林晓' };
const job: JobContext = {
  progress: () => undefined,
  cancelled: () => false,
  throwIfCancelled: () => undefined,
};

/** Opens a bench's workspace as the writer thread does; makes it when it is not there. */
export function openBench({ folder, key, careless }: Bench): Opened {
  const isNew = !existsSync(replicaFile(folder));
  const { db, journal } = openReplicaFile(folder, key, MIGRATIONS, {
    now: Date.now(),
    create: isNew,
  });
  if (careless === true) db.pragma('synchronous=NORMAL');
  return {
    engine: new Engine(db, actor, Date.now, journal),
    db,
    journal,
    close: () => {
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
      journal?.close();
    },
  };
}

const OPPORTUNITY = `SELECT id, version FROM opportunity WHERE deleted_at IS NULL ORDER BY rowid LIMIT 1`;

/** The opportunity that edits change; made when there is none yet. */
function opportunity(engine: Engine): { id: string; version: number } {
  const find = (): { id: string; version: number } | undefined =>
    engine.read((tx) => tx.get<{ id: string; version: number }>(OPPORTUNITY), null);
  const known = find();
  if (known) return known;
  const pipeline = engine.write('pipeline', createPipeline, { name: '直销', currency: 'CNY' });
  const input = { pipelineId: pipeline.output.id, name: '首单', patch: { amountMinor: 100 } };
  engine.write('opportunity', create, input);
  const made = find();
  if (!made) throw new Error('the opportunity was not made');
  return made;
}

function edit(engine: Engine, kind: string, amountMinor: number): void {
  const { id, version } = opportunity(engine);
  engine.write(kind, update, { id, version, patch: { amountMinor }, reason: null });
}

/** Runs work on the open workspace and leaves it as a process does that goes on. */
function inOpen(work: (opened: Opened, bench: Bench, tag: string) => void | Promise<void>): Flow {
  return async (bench, tag) => {
    const opened = openBench(bench);
    await work(opened, bench, tag);
    opened.close();
  };
}

/** `tag` makes what this run writes its own, e.g. `17`. */
type Flow = (bench: Bench, tag: string) => Promise<void>;

/** Real flows of the product, each with everything it writes. */
export const FLOWS = {
  edit: inOpen(({ engine }, { ack }, tag) => {
    for (let n = 0; n < 3; n += 1) {
      edit(engine, `edit#${tag}.${n}`, Number(tag) * 10 + n);
      ack(`edit#${tag}.${n}`);
    }
  }),
  move: inOpen(({ engine }, { ack }, tag) => {
    const { id, version } = opportunity(engine);
    const to = { outcome: Number(tag) % 2 === 0 ? 'dormant' : 'open' } as const;
    const outcome = engine.read(
      (tx) => tx.get<{ outcome: string }>('SELECT outcome FROM opportunity WHERE id = ?', [id]),
      null,
    )?.outcome;
    if (outcome === to.outcome) return;
    engine.write(`move#${tag}`, transition, { id, version, to, patch: {}, reason: '换季' });
    ack(`move#${tag}`);
  }),
  bulkEdit: inOpen(({ engine }, { ack }, tag) => {
    const ids = Array.from({ length: 40 }, (_, n) => `bulk-${tag}-${n}`);
    engine.write(
      `rows#${tag}`,
      (tx) =>
        tx.insertMany(
          'owner',
          ['id', 'name'],
          ids.map((id) => [id, id]),
        ),
      null,
    );
    ack(`rows#${tag}`);
    engine.write(
      `bulkEdit#${tag}`,
      (tx) => {
        for (const id of ids) tx.update('owner', id, { region: tag });
      },
      null,
    );
    ack(`bulkEdit#${tag}`);
  }),
  import: inOpen(async ({ engine }, { folder, ack }, tag) => {
    const path = join(folder, `import-${tag}.csv`);
    const lines = Array.from({ length: 450 }, (_, n) => `K-${tag}-${n},客户 ${tag}-${n},华东`);
    writeFileSync(path, `客户编号,客户名称,区域\n${lines.join('\n')}\n`);
    const { format, headers } = await engine.readJob(headJob, { path, format: null }, job);
    const mapping = guessMapping(headers, 'account');
    const plan = { path, fileName: 'k.csv', kind: 'account', format, mapping, pipeline: null };
    await engine.writeJob(`import#${tag}`, runJob, plan as Parameters<typeof runJob>[1], job);
    ack(`import#${tag}`);
    rmSync(path);
  }),
  largeImport: inOpen(({ engine, db }, { ack }, tag) => {
    const rows = Array.from({ length: 4200 }, (_, n) => {
      const id = `large-${tag}-${n}`;
      return [id, `负责人 ${id}`, 'direct sales '.repeat(80)];
    });
    engine.write(
      `large#${tag}`,
      (tx) => tx.insertMany('owner', ['id', 'name', 'team'], rows),
      null,
    );
    ack(`large#${tag}`);
    checkpoint(db);
  }),
  undo: inOpen(({ engine }, { ack }, tag) => {
    edit(engine, `stepped#${tag}`, 7_000_000 + Number(tag));
    ack(`stepped#${tag} 0`);
    engine.revert('undo');
    ack(`stepped#${tag} 1`);
    engine.revert('redo');
    ack(`stepped#${tag} 2`);
  }),
  document: inOpen(({ engine }, { ack }, tag) => {
    const content = { title: `简报 ${tag}`, language: 'zh-CN', blocks: [] } as const;
    const made = engine.write(`document#${tag}`, createDocument, {
      templateId: 'rehearsal-brief',
      content: { ...content, blocks: [] },
    });
    ack(`document#${tag}`);
    engine.write(`save#${tag}`, saveDocument, {
      id: made.output.id,
      version: 1,
      content: { ...content, title: `简报 ${tag} 改`, blocks: [] },
      label: null,
    });
    ack(`save#${tag}`);
  }),
  backup: async (bench, tag) => {
    // Two openings are two files of the journal: the backup makes the first one needless.
    await FLOWS.edit(bench, tag);
    const { engine, db, close } = openBench(bench);
    edit(engine, `edit#${tag}.b`, Number(tag));
    bench.ack(`edit#${tag}.b`);
    makeBackup(db, bench.folder, bench.key, { reason: 'manual', at: Date.now() });
    close();
  },
  restore: async (bench, tag) => {
    const { folder, key } = bench;
    const opened = openBench(bench);
    edit(opened.engine, `kept#${tag}`, 1);
    bench.ack(`kept#${tag}`);
    const { fileName } = makeBackup(opened.db, folder, key, { reason: 'manual', at: Date.now() });
    opened.close();
    putBackInPlace(folder, fileName, Number(tag));
    await FLOWS.edit(bench, tag);
  },
  recover: async (bench, tag) => {
    await FLOWS.edit(bench, tag);
    recoverReplica(bench.folder, bench.key, MIGRATIONS, { now: Number(tag) });
    await FLOWS.undo(bench, tag);
  },
  salvage: async (bench, tag) => {
    await FLOWS.edit(bench, tag);
    salvageReplica(bench.folder, bench.key, MIGRATIONS, { now: Number(tag) });
    await FLOWS.undo(bench, tag);
  },
  /** A file of the first version comes forward, as when the app was updated. */
  migration: (bench, tag) => comeForward(bench, tag, 1),
  /** The same from a version of lately: what all files in use have still before them. */
  upgrade: (bench, tag) => comeForward(bench, tag, MIGRATIONS.length - LATELY),
  files: async ({ folder, key, ack }, tag) => {
    new AppSettingsFile(join(folder, 'settings.json'), 'zh-CN').save({ threads: Number(tag) % 60 });
    ack(`settings ${Number(tag) % 60}`);
    const keyFile = join(folder, `new-${tag}.key`);
    const keyStore = { available: () => false, wrap: () => key, unwrap: () => key };
    await makeKey({ keyStore, passphrase: null, keyFile });
    ack(`key ${tag}`);
    await writeHeader(folder, {
      profile: 'sandtable-key/1',
      name: `工作区 ${tag}`,
      kind: 'own',
      check: keyCheck(key),
      key: { keeping: 'keyFile' },
    });
    ack(`header ${tag}`);
    const staged = await stageFile(join(folder, 'out.pdf'), Buffer.alloc(70_000, Number(tag)), tag);
    await staged.commit(true);
    ack(`export ${tag}`);
  },
} satisfies Record<string, Flow>;
export type FlowName = keyof typeof FLOWS;

async function comeForward(bench: Bench, tag: string, from: number): Promise<void> {
  if (!existsSync(replicaFile(bench.folder))) {
    const old = openDatabase(replicaFile(bench.folder), bench.key);
    migrate(old, MIGRATIONS.slice(0, from), 1);
    const engine = new Engine(old, actor, Date.now);
    engine.write(`old#${tag}`, (tx) => tx.insert('owner', { id: tag, name: '老数据' }), null);
    bench.ack(`old#${tag}`);
    engine.connection.close();
  }
  await FLOWS.edit(bench, tag);
}
