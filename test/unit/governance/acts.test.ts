import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { governanceQueries, governanceReadJobs } from '#electron/governance/statements';
import { auditWatch } from '#electron/governance/watch';
import { registry } from '#electron/replica/registry';
import { AUDIT_KINDS, type AuditEntry } from '#shared/governance/model';
import { SandtableError } from '#shared/errors';
import { DEFAULT_RULES } from '#shared/pipeline/stage-rules';
import { openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
beforeEach(() => {
  replica = openTestReplica({ watch: auditWatch });
});
afterEach(() => replica.close());

const { commands, writeJobs } = registry;
const audited = (filter: { kind?: AuditEntry['kind']; actorId?: string } = {}) =>
  replica.read(governanceQueries['audit.page'], {
    kind: filter.kind ?? null,
    actorId: filter.actorId ?? null,
    offset: 0,
    limit: 50,
  });
const kinds = (): (string | null)[] =>
  audited()
    .entries.toReversed()
    .map(({ kind }) => kind);

function deals(count: number): { pipelineId: string; ids: string[] } {
  const { id: pipelineId } = replica.write(commands['pipeline.createPipeline'], {
    name: '直销',
    currency: 'CNY',
  });
  const ids = Array.from({ length: count }, (_, index) => `deal-${index}`);
  replica.write(
    (tx) => {
      for (const id of ids) {
        tx.insert('opportunity', {
          id,
          pipeline_id: pipelineId,
          name: id,
          stage: 'lead_captured',
          outcome: 'open',
        });
      }
    },
    null,
    'import.test',
  );
  return { pipelineId, ids };
}

test('a bulk edit, its undo and its redo are audited with counts, in the transaction of the edit', async () => {
  const { pipelineId, ids } = deals(3);
  expect(kinds()).toEqual([]);
  const edit = {
    pipelineId,
    ids,
    versions: ids.map(() => 1),
    fingerprint: '',
    change: { kind: 'remove' as const },
    reason: null,
  };
  await replica.writeJob(writeJobs['pipeline.updateMany'], edit, undefined, 'pipeline.updateMany');
  replica.undo();
  replica.redo();
  expect(kinds()).toEqual(['bulkEdited', 'bulkEditUndone', 'bulkEditRedone']);
  expect(audited({ kind: 'bulkEdited' })).toMatchObject({
    total: 1,
    entries: [{ facts: { pipelineId, change: 'remove', rows: 3 }, actorName: '林晓' }],
    people: [{ id: 'user-1', name: '林晓' }],
  });
  expect(JSON.stringify(audited().entries)).not.toContain('deal-');
  expect(audited({ actorId: 'somebody else' }).total).toBe(0);
});

test('an edit that is refused leaves no entry', async () => {
  const { pipelineId, ids } = deals(1);
  const edit = {
    pipelineId,
    ids,
    versions: [7],
    fingerprint: '',
    change: { kind: 'remove' as const },
    reason: null,
  };
  const failing = replica.writeJob(
    writeJobs['pipeline.updateMany'],
    edit,
    undefined,
    'pipeline.updateMany',
  );
  await expect(failing).rejects.toMatchObject({ code: 'CONFLICT_VERSION' });
  expect(kinds()).toEqual([]);
});

test('a merge, its undo and redo, and taking it apart are audited by ids', () => {
  const account = (id: string) => ({ id, name: `秘密 ${id}`, pinyin: id });
  replica.write((tx) => {
    tx.insert('account', account('a'));
    tx.insert('account', account('b'));
  }, null);
  const pair = {
    kind: 'account' as const,
    survivor: { id: 'a', version: 1 },
    merged: { id: 'b', version: 1 },
    take: ['name' as const],
  };
  replica.write(commands['account.merge'], pair, 'account.merge');
  replica.undo();
  replica.redo();
  const [made] = replica.read(registry.queries['account.merges'], { survivor: null });
  replica.write(commands['account.unmerge'], { id: made?.id ?? '' }, 'account.unmerge');
  expect(kinds()).toEqual(['merged', 'mergeUndone', 'mergeRedone', 'unmerged']);
  expect(audited({ kind: 'merged' }).entries[0]?.facts).toEqual({
    records: 'account',
    survivorId: 'a',
    mergedId: 'b',
    fields: 1,
  });
  expect(JSON.stringify(audited().entries)).not.toContain('秘密');
});

test('verifying tells how far it is, and can be stopped', async () => {
  const note = { kind: 'fileVerified' as const, facts: { fileName: 'a.pdf', verdict: 'intact' } };
  for (let n = 0; n < 2500; n += 1) replica.write(commands['audit.note'], note, 'audit.note');
  const { folder } = replica;
  const told: number[] = [];
  const job = (stopAt: number) => ({
    progress: (done: number, total: number) => {
      expect(total).toBe(2500);
      told.push(done);
    },
    cancelled: () => told.length >= stopAt,
    throwIfCancelled: () => {
      if (told.length >= stopAt) throw new SandtableError('CANCELLED', 'stopped');
    },
  });
  const verify = governanceReadJobs['audit.verify'];
  expect(await replica.readJob(verify, { folder }, job(9))).toMatchObject({ entries: 2500 });
  expect(told).toEqual([1000, 2000]);
  told.length = 0;
  await expect(replica.readJob(verify, { folder }, job(1))).rejects.toMatchObject({
    code: 'CANCELLED',
  });
});

test('changed rules and an exported table are audited; the export is sealed at once', async () => {
  const { pipelineId } = deals(1);
  replica.write(
    commands['pipeline.saveRules'],
    { pipelineId, version: 1, rules: DEFAULT_RULES },
    'pipeline.saveRules',
  );
  replica.write(
    commands['pipeline.registerExport'],
    {
      traceId: 't-1',
      at: 5,
      fileName: '商机.csv',
      format: 'csv',
      query: { pipelineId, sort: [], filters: {}, quick: '秘密客户' },
      chosen: null,
      fields: ['name'],
      rows: 1,
    },
    'pipeline.registerExport',
  );
  expect(kinds()).toEqual(['rulesSaved', 'tableExported']);
  expect(JSON.stringify(audited().entries)).not.toContain('秘密客户');
  const { folder } = replica;
  expect(await replica.readJob(governanceReadJobs['audit.verify'], { folder })).toMatchObject({
    verdict: 'intact',
    entries: 2,
    sealed: 2,
  });
});

test('an exported audit is safe in a spreadsheet and holds what recomputes the chain', async () => {
  replica.write(
    commands['audit.note'],
    { kind: 'fileVerified', facts: { fileName: '=1+1.pdf', verdict: 'intact' } },
    'audit.note',
  );
  const target = `${replica.folder}/audit.csv`;
  const kindWords = Object.fromEntries(AUDIT_KINDS.map((kind) => [kind, `=${kind}`]));
  const rows = await replica.readJob(governanceReadJobs['audit.export'], {
    target,
    kind: null,
    actorId: null,
    headers: ['n', 'at', 'kind', 'code', 'who', 'id', 'facts', 'prev', 'hash'],
    // Every kind has a word.
    kinds: kindWords as Record<(typeof AUDIT_KINDS)[number], string>,
  });
  expect(rows).toBe(1);
  const [, line = ''] = readFileSync(target, 'utf8').split('\n');
  const cells = [...walkCsv(line)];
  expect(cells[2]).toBe("'=fileVerified");
  const [entry] = replica.read(governanceQueries['audit.keep'], null).entries;
  expect(cells.slice(6)).toEqual([entry?.facts, entry?.prev, entry?.hash]);
});

/** Cells of one line of CSV. */
function* walkCsv(line: string): Generator<string> {
  for (const [, quoted, plain] of line.trimEnd().matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    yield quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"');
  }
}
