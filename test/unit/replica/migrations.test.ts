import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { people as everybody } from '#electron/governance/rights/people';
import { rightsScope } from '#electron/governance/rights/scope';
import { detail } from '#electron/pipeline/detail';
import { knownAccounts } from '#electron/pipeline/duplicates/facts';
import { revertJob } from '#electron/pipeline/importing/revert/apply';
import { imports } from '#electron/pipeline/importing/revert/list';
import { list, remembered } from '#electron/pipeline/queries';
import { listBackups } from '#electron/replica/backup-files';
import { isRecent, openDatabase } from '#electron/replica/database';
import { Engine } from '#electron/replica/engine';
import { entityHistory } from '#electron/replica/history';
import { migrate, schemaState, schemaText } from '#electron/replica/migrate';
import { type Migration, MIGRATIONS } from '#electron/replica/migrations';
import { openReplicaFile } from '#electron/replica/open-file';
import { DEFAULT_RULES } from '#shared/pipeline/stage-rules';

const SNAPSHOT = 'electron/replica/schema.snapshot.sql';
const key = new Uint8Array(randomBytes(32));
const actor = { id: 'u', name: '林晓' };
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandtable-migrate-'));
  file = join(folder, 'replica.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (): ReturnType<typeof openReplicaFile> =>
  openReplicaFile(folder, key, MIGRATIONS, { now: 5_000_000_000_000, create: true });

test('the schema is the committed one', async () => {
  const { db } = open();
  const text = schemaText(db);
  db.close();
  await expect(text).toMatchFileSnapshot(join(process.cwd(), SNAPSHOT));
});

test('the numbers have no gap', () => {
  expect(MIGRATIONS.map((step) => step.number)).toEqual(
    MIGRATIONS.map((_step, index) => index + 1),
  );
});

test.each(MIGRATIONS.slice(0, -1).map((step) => step.number))(
  'a file of version %i with data comes forward, with a backup of what it was',
  (version) => {
    const old = openDatabase(file, key);
    migrate(old, MIGRATIONS.slice(0, version), 1);
    const engine = new Engine(old, actor, () => 2);
    engine.write('old', (tx) => tx.insert('owner', { id: 'w', name: '老数据' }), null);
    engine.write('old', (tx) => tx.update('owner', 'w', { name: '改过' }), null);
    engine.connection.close();

    const { db } = open();
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    const now = new Engine(db, actor, () => 3);
    expect(now.read((tx) => tx.all('SELECT id, name, version FROM owner'), null)).toEqual([
      { id: 'w', name: '改过', version: 2 },
    ]);
    expect(now.revert('undo').output).toMatchObject({ kind: 'old', state: 'undone' });
    now.write('new', (tx) => tx.all('SELECT * FROM document'), null);
    expect(schemaText(db)).toBe(readFileSync(SNAPSHOT, 'utf8'));
    db.close();

    const backup = listBackups(folder).find(({ reason }) => reason === 'migration');
    const before = openDatabase(join(folder, 'backups', backup?.fileName ?? ''), key);
    expect(before.pragma('user_version', { simple: true })).toBe(version);
    before.close();
  },
);

test('what was logged row by row before rows were packed is undone and told like what came later', () => {
  const ids = Array.from({ length: 30 }, (_none, place) => `w${place}`);
  const old = openDatabase(file, key);
  migrate(old, MIGRATIONS.slice(0, 15), 1);
  const engine = new Engine(old, actor, () => 2);
  engine.write(
    'old',
    (tx) => {
      for (const id of ids) tx.insert('owner', { id, name: '老数据' });
    },
    null,
  );
  engine.write(
    'old',
    (tx) => {
      for (const id of ids) tx.update('owner', id, { name: '改过' });
    },
    null,
  );
  engine.connection.close();

  const { db } = open();
  const now = new Engine(db, actor, () => 3);
  const name = (): unknown =>
    now.read((tx) => tx.get("SELECT name FROM owner WHERE id = 'w9'"), null);
  const updates = ids.map((id) => ({ id, set: { name: '又改' } }));
  now.write('new', (tx) => tx.updateMany('owner', updates), null);
  const told = now.read((tx) => entityHistory(tx, 'owner', 'w9'), null);
  expect(told.map(({ kind, fields }) => [kind, ...fields.map((field) => field.now)])).toEqual([
    ['new', '又改'],
    ['old', '改过'],
    ['old'],
  ]);
  now.revert('undo');
  expect(name()).toEqual({ name: '改过' });
  now.revert('undo');
  expect(name()).toEqual({ name: '老数据' });
  now.revert('redo');
  now.revert('redo');
  expect(name()).toEqual({ name: '又改' });
  db.close();
});

test('columns remembered before keys were chosen come forward with the key that was in force', () => {
  const old = openDatabase(file, key);
  migrate(old, MIGRATIONS.slice(0, 16), 1);
  old.exec("INSERT INTO import_mapping VALUES ('h', 'account', '{\"name\":1}', '{}', 5, '{}')");
  old.close();

  const { db } = open();
  const now = new Engine(db, actor, () => 3);
  expect(now.read(remembered, { headersHash: 'h', kind: null })).toMatchObject({
    mapping: { name: 1 },
    key: 'externalId',
    same: {},
  });
  db.close();
});

test('before there were roles everybody was an owner of the workspace, and stays it', () => {
  const old = openDatabase(file, key);
  migrate(old, MIGRATIONS.slice(0, 12), 1);
  const engine = new Engine(old, actor, () => 2);
  const user =
    "INSERT INTO workspace (id, name, kind, user_id, user_name, created_at) VALUES ('w', '公司', 'own', 'u', '林晓', 1)";
  engine.write('old', (tx) => tx.runLocal(user), null);
  engine.write('old', (tx) => tx.insert('owner', { id: 'rep', name: '陈静', team: '华东' }), null);
  engine.connection.close();

  const { db } = open();
  const now = new Engine(db, actor, () => 3, null, null, rightsScope);
  expect(now.read(everybody, null)).toEqual([
    { id: 'u', name: '林晓', role: 'owner', team: null, ownerId: null, isUser: true },
    { id: 'rep', name: '陈静', role: 'consultant', team: '华东', ownerId: 'rep', isUser: false },
  ]);
  expect(now.connection.scope).toBeNull();
  db.close();
});

test('a pipeline of before stage rules goes by the default ones, and its deals wait for nothing', () => {
  const old = openDatabase(file, key);
  migrate(old, MIGRATIONS.slice(0, 3), 1);
  const engine = new Engine(old, actor, () => 2);
  const pipeline = { id: 'p', name: '直销', currency: 'CNY', origin: 'manual' };
  const deal = { id: 'd', pipeline_id: 'p', name: '旧', stage: 'lead_captured', outcome: 'open' };
  const event = { id: 'e', opportunity_id: 'd', stage: 'lead_captured', at: 1, actor_name: '林晓' };
  engine.write('old', (tx) => tx.insert('pipeline', pipeline), null);
  engine.write('old', (tx) => tx.insert('opportunity', deal), null);
  engine.write('old', (tx) => tx.insert('stage_event', event), null);
  engine.connection.close();

  const { db } = open();
  const now = new Engine(db, actor, () => 3);
  expect(now.read(list, {})).toMatchObject([{ id: 'p', rules: DEFAULT_RULES, version: 1 }]);
  expect(now.read(detail, { id: 'd' })).toMatchObject({
    opportunity: { pendingStage: null, version: 1 },
    stageEvents: [{ id: 'e', actorName: '林晓', requestedBy: null }],
  });
  db.close();
});

test('an import of before the list of imports can be taken back', async () => {
  const old = openDatabase(file, key);
  migrate(old, MIGRATIONS.slice(0, 8), 1);
  const engine = new Engine(old, actor, () => 2);
  engine.write('old', (tx) => tx.insert('account', { id: 'a', name: '长安' }), null);
  const { output: importId } = engine.write(
    'import.run',
    (tx) => {
      tx.insertMany('owner', ['id', 'name'], [['o', '周宁']]);
      tx.update('account', 'a', { city: '重庆' });
      tx.runLocal(
        `INSERT INTO import_run VALUES (?, 'owner', 'owners.csv', 1, 1, 0, 0, 0, NULL, 2, 3)`,
        [tx.action.id],
      );
      return tx.action.id;
    },
    null,
  );
  engine.connection.close();

  const { db } = open();
  const now = new Engine(db, actor, () => 4);
  expect(now.read(imports, {})).toMatchObject([
    {
      actionId: importId,
      state: 'whole',
      kept: 0,
      counts: [
        { entity: 'account', inserted: 0, updated: 1, removed: 0 },
        { entity: 'owner', inserted: 1, updated: 0, removed: 0 },
      ],
    },
  ]);
  const order = { actionId: importId, also: [], fingerprint: null };
  const job = { progress: () => {}, cancelled: () => false, throwIfCancelled: () => {} };
  const { output } = await now.writeJob('import.revert', revertJob, order, job);
  expect(output).toMatchObject({ fileName: 'owners.csv', removed: 1, restored: 1, kept: 0 });
  expect(now.read(imports, {})).toMatchObject([{ state: 'reverted' }]);
  db.close();
});

test('an account of before keeps what it has, and knows nothing of what is new', () => {
  const old = openDatabase(file, key);
  migrate(old, MIGRATIONS.slice(0, 12), 1);
  const engine = new Engine(old, actor, () => 2);
  engine.write('old', (tx) => tx.insert('account', { id: 'a', name: '旧客户' }), null);
  const contact = { id: 'c', account_id: 'a', name: '王伟', role: 'it' };
  engine.write('old', (tx) => tx.insert('contact', contact), null);
  engine.connection.close();

  const { db } = open();
  const now = new Engine(db, actor, () => 3);
  expect(now.read(knownAccounts, null)).toEqual([
    {
      id: 'a',
      facts: { name: '旧客户', shortName: null, taxId: null, city: null, sites: [], phone: null },
    },
  ]);
  const people = now.read((tx) => tx.all('SELECT name, attitude, manager_id FROM contact'), null);
  expect(people).toEqual([{ name: '王伟', attitude: null, manager_id: null }]);
  db.close();
});

const refusals: [string, (db: ReturnType<typeof openDatabase>) => void][] = [
  ['of a later version', (db) => db.pragma(`user_version = ${MIGRATIONS.length + 1}`)],
  [
    'with a step this build does not know',
    (db) => db.exec("INSERT INTO schema_migration VALUES (99, 'later', 'x', 1)"),
  ],
  [
    'with another step under a known number',
    (db) => db.exec("UPDATE schema_migration SET checksum = 'other' WHERE number = 2"),
  ],
];
test.each(refusals)('a file %s is refused and stays byte-identical', (_name, change) => {
  const { db } = open();
  change(db);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const before = readFileSync(file);
  expect(open).toThrow(expect.objectContaining({ code: 'REPLICA_NEWER' }));
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(listBackups(folder)).toEqual([]);
});

test('a newer file whose log is not yet copied stays byte-identical, log included', () => {
  const { db } = open();
  db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
  const images = [readFileSync(file), readFileSync(`${file}-wal`)];
  expect(open).toThrow(expect.objectContaining({ code: 'REPLICA_NEWER' }));
  expect([readFileSync(file), readFileSync(`${file}-wal`)]).toEqual(images);
  db.close();
});

test('a database of something else is not touched', () => {
  const other = openDatabase(file, key);
  other.exec('CREATE TABLE recipe (a)');
  other.close();
  expect(open).toThrow(expect.objectContaining({ code: 'NOT_A_WORKSPACE' }));
});

test('a step that fails leaves the version before it', () => {
  const db = openDatabase(file, key);
  migrate(db, MIGRATIONS, 1);
  const next = MIGRATIONS.length + 1;
  const broken: Migration = {
    number: next,
    name: 'broken',
    sql: 'CREATE TABLE half (a); CREATE TABLE half (a);',
  };
  expect(() => migrate(db, [...MIGRATIONS, broken], 2)).toThrow(/already exists/);
  expect(schemaState(db, MIGRATIONS)).toBe('current');
  expect(schemaText(db)).not.toContain('half');
  db.close();
});

test.each([
  ['3.51.3', true],
  ['3.51.2', false],
  ['3.53.4', true],
  ['4.0.0', true],
  ['3.9.0', false],
])('SQLite %s is recent: %s', (version, expected) => {
  expect(isRecent(version)).toBe(expected);
});

test('every connection is durable and strict', () => {
  const { db } = open();
  db.close();
  for (const readonly of [false, true]) {
    const one = openDatabase(file, key, { readonly });
    const read = (name: string): unknown => one.pragma(name, { simple: true });
    expect(read('synchronous')).toBe(2);
    expect(read('journal_mode')).toBe('wal');
    expect(read('foreign_keys')).toBe(1);
    expect(read('temp_store')).toBe(2);
    expect(read('secure_delete')).toBe(1);
    expect(read('cipher')).toBe('chacha20');
    one.close();
  }
});
