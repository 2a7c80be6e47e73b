import type { WatchMaker } from '#electron/replica/watch';
import { registry } from '#electron/replica/registry';
import type { ReadHandle, WriteHandle } from '#electron/replica/replica';
import type { Command, Query, ReadJob, WriteJob, WriteTx } from '#electron/replica/transaction';
import type { Perspective, Role } from '#shared/governance/rights/model';
import { runFixture } from '../composer/run-fixture';
import { openTestReplica, type TestReplica } from '../helpers/replica';

/** Stands in every text of a record that is not the consultant's own: it must never be read by that consultant. */
export const FOREIGN = 'ＦＯＲＥＩＧＮ';
export const PIPELINE = 'pipeline-1';
/** The reps: a consultant of the east, a colleague of the same team, one of another team. */
export const REPS = { own: 'rep-own', mate: 'rep-mate', west: 'rep-west' } as const;
type RepKey = keyof typeof REPS;
/** Ids of deals by whose they are; the amounts tell them apart in sums. */
export const DEALS = { own: ['own-1', 'own-2'], mate: ['mate-1'], west: ['west-1', 'west-2'] };
export const AMOUNTS = { own: 1_000, mate: 100_000, west: 10_000_000 } as const;

/** A company whose replica goes by rights, and both handles over it. */
export interface Company {
  readonly replica: TestReplica;
  readonly open: {
    readonly reader: ReadHandle;
    readonly writer: WriteHandle;
    readonly perspective: Perspective | null;
    lookAs(perspective: Perspective | null): Promise<void>;
  };
  /** Makes the workspace's user a person of a role, linked to the consultant of the east. */
  become(role: Role, rep?: RepKey): void;
  close(): void;
}

export function company(watch?: WatchMaker): Company {
  const replica = openTestReplica({ scoped: true, ...(watch ? { watch } : {}) });
  replica.write(seed, null);
  return {
    replica,
    open: handles(replica),
    become: (role, rep = 'own') => {
      replica.write((tx) => {
        tx.insert('person', { id: 'user-1', role, owner_id: REPS[rep], team: null });
        tx.insert('person', { id: REPS.west, role: 'owner', owner_id: REPS.west, team: null });
      }, null);
    },
    close: () => replica.close(),
  };
}

/** What the threads' handles do, on the thread of the test. */
function handles(replica: TestReplica): Company['open'] {
  type Any = Record<string, unknown>;
  const { queries, commands, readJobs, writeJobs } = registry as unknown as Record<string, Any>;
  let perspective: Perspective | null = null;
  const both = {
    read: async (name: string, input: unknown) =>
      replica.read(queries?.[name] as Query<unknown, unknown>, input),
    readJob: (name: string, input: unknown) =>
      replica.readJob(readJobs?.[name] as ReadJob<unknown, unknown>, input),
    write: async (name: string, input: unknown) =>
      replica.write(commands?.[name] as Command<unknown, unknown>, input, name),
    writeJob: (name: string, input: unknown) =>
      replica.writeJob(writeJobs?.[name] as WriteJob<unknown, unknown>, input, undefined, name),
  };
  return {
    reader: both as unknown as ReadHandle,
    writer: both as unknown as WriteHandle,
    get perspective() {
      return perspective;
    },
    lookAs: async (next) => {
      perspective = next;
      replica.engine.lookAs(next);
    },
  };
}

function seed(tx: WriteTx): void {
  tx.runLocal(
    `INSERT INTO workspace (id, name, kind, user_id, user_name, created_at)
      VALUES ('w', '东方医疗', 'own', 'user-1', '林晓', 1)`,
  );
  tx.insert('pipeline', { id: PIPELINE, name: '直销', currency: 'CNY', origin: 'manual' });
  tx.insert('owner', { id: REPS.own, name: '陈静', team: '华东', pinyin: 'chen jing' });
  tx.insert('owner', { id: REPS.mate, name: '王强', team: '华东', pinyin: 'wang qiang' });
  tx.insert('owner', { id: REPS.west, name: '李梅', team: '西南', pinyin: 'li mei' });
  tx.insert('product', { id: 'product-1', name: '监护仪' });
  for (const whose of ['own', 'mate', 'west'] as const) seedDeals(tx, whose);
  tx.insert('account', { id: 'account-free', name: '尚无人跟进的医院' });
  tx.runLocal(
    `INSERT INTO rehearsal (id, name, pipeline_id, created_at, actor_name, request, fit, result, inputs_hash,
        result_hash, engine_version, duration_ms)
      VALUES ('run-1', ?, ?, 1, '李梅', '{}', '{}', ?, '', '', '', 1)`,
    [`${FOREIGN}推演`, PIPELINE, JSON.stringify(runFixture())],
  );
  tx.runLocal(
    `INSERT INTO export_register (export_id, trace_code, document_id, document_version, recipient, actor_id,
        actor_name, exported_at, file_name, pages, bytes, sha256, provenance)
      VALUES ('export-1', 'T1', 'document-1', 1, ?, 'user-9', '李梅', 1, 'a.pdf', 1, 1, ?, ?)`,
    [`${FOREIGN}收件人`, '0'.repeat(64), JSON.stringify({ title: `${FOREIGN}标题` })],
  );
  tx.describe(`${FOREIGN}导入`);
}

function seedDeals(tx: WriteTx, whose: RepKey): void {
  const mark = whose === 'own' ? '' : FOREIGN;
  const accountId = `account-${whose}`;
  tx.insert('account', { id: accountId, name: `${mark}医院 ${whose}`, city: `${mark}市` });
  tx.insert('contact', {
    id: `contact-${whose}`,
    account_id: accountId,
    name: `${mark}主任`,
    role: 'clinical',
    phone: `${mark}13800000000`,
  });
  for (const id of DEALS[whose]) {
    tx.insert('opportunity', {
      id,
      pipeline_id: PIPELINE,
      name: `${mark}商机 ${id}`,
      account_id: accountId,
      owner_id: REPS[whose],
      product_id: 'product-1',
      region: `${mark}区`,
      stage: 'opportunity_validation',
      outcome: 'open',
      amount_minor: AMOUNTS[whose],
      opened_day: '2026-10-01',
      expected_close_day: '2026-12-01',
      need_summary: `${mark}需求`,
    });
    tx.insert('stage_event', {
      id: `event-${id}`,
      opportunity_id: id,
      stage: 'opportunity_validation',
      at: 1_790_000_000_000,
      actor_name: '林晓',
      reason: `${mark}原因`,
    });
    tx.insert('touchpoint', {
      id: `touch-${id}`,
      account_id: accountId,
      opportunity_id: id,
      channel: 'call',
      direction: 'inbound',
      at: 1_790_000_000_000,
      body: `${mark}谈话`,
    });
  }
  tx.insert('touchpoint', {
    id: `touch-${accountId}`,
    account_id: accountId,
    channel: 'email',
    direction: 'inbound',
    at: 1_790_000_000_000,
    body: `${mark}邮件`,
  });
  tx.insert('stage_approval', {
    id: `approval-${whose}`,
    opportunity_id: DEALS[whose][0] ?? '',
    pipeline_id: PIPELINE,
    from_stage: 'opportunity_validation',
    to_stage: 'negotiation_contract',
    reason: `${mark}请批`,
    missing: '[]',
    requested_by_id: 'user-9',
    requested_by_name: '某人',
    requested_at: 1,
    state: 'pending',
  });
}
