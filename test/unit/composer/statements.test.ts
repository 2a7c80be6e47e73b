import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composerCommands, composerQueries } from '#electron/composer/statements';
import type { DocumentContent, ExportReceipt, Provenance } from '#shared/composer/model';
import { openTestReplica, type TestReplica } from '../helpers/replica';

const MINUTE = 60_000;
let now = Date.UTC(2026, 10, 23, 2);
let replica: TestReplica;

beforeEach(() => {
  now = Date.UTC(2026, 10, 23, 2);
  replica = openTestReplica({ clock: () => (now += 1) });
});
afterEach(() => replica.close());

const content = (text: string): DocumentContent => ({
  title: '四季度打法',
  language: 'zh-CN',
  blocks: [{ id: 'b1', kind: 'heading', level: 2, text }],
});

const create = () =>
  replica.write(composerCommands['composer.create'], {
    templateId: 'rehearsal-brief',
    content: content('一'),
  });
const save = (id: string, version: number, text: string, label: string | null = null) =>
  replica.write(composerCommands['composer.save'], { id, version, content: content(text), label });
const versionsOf = (id: string) =>
  replica.read(composerQueries['composer.versions'], { id }).map(({ version }) => version);

function registerExport(documentId: string, documentVersion: number): ExportReceipt {
  const provenance: Provenance = {
    profile: 'sandtable-provenance/1',
    traceCode: '7K3M-9QXW-2B4F',
    documentId,
    documentVersion,
    title: '四季度打法',
    actor: { id: 'user-1', name: '林晓' },
    recipient: '远山医疗',
    exportedAt: now,
    workspace: { id: 'w1', name: '演示', demo: true },
    ingredients: [],
    generator: { name: 'Sandtable', version: '0.1.0', runtime: 'test' },
    contentHash: '0'.repeat(64),
  };
  const receipt = {
    exportId: 'e1',
    traceCode: provenance.traceCode,
    fileName: 'a.pdf',
    pages: 3,
    bytes: 1000,
    sha256: 'f'.repeat(64),
    exportedAt: now,
  };
  replica.write(composerCommands['composer.register'], { receipt, provenance });
  return receipt;
}

describe('documents', () => {
  it('are created, listed and read again after a restart', () => {
    const made = create();
    expect(made.version).toBe(1);
    replica.reopen();
    expect(replica.read(composerQueries['composer.list'], {})).toMatchObject([
      { id: made.id, title: '四季度打法', version: 1, updatedBy: '林晓' },
    ]);
    expect(replica.read(composerQueries['composer.get'], { id: made.id })).toEqual(made);
  });

  it('get a new version only when something differs', () => {
    const { id } = create();
    expect(save(id, 1, '一').version).toBe(1);
    expect(save(id, 1, '二').version).toBe(2);
    expect(versionsOf(id)).toEqual([2, 1]);
  });

  it('refuse a save made from an older version', () => {
    const { id } = create();
    save(id, 1, '二');
    expect(() => save(id, 1, '三')).toThrow(
      expect.objectContaining({ code: 'CONFLICT_VERSION', details: { expected: 1, actual: 2 } }),
    );
    expect(replica.read(composerQueries['composer.get'], { id }).content).toEqual(content('二'));
  });

  it('keep one version of automatic saves within ten minutes, and the first one', () => {
    const { id } = create();
    save(id, 1, '二');
    now += 4 * MINUTE;
    save(id, 2, '三');
    expect(versionsOf(id)).toEqual([3, 1]);
    now += 11 * MINUTE;
    save(id, 3, '四');
    expect(versionsOf(id)).toEqual([4, 3, 1]);
  });

  it('never drop a named or an exported version', () => {
    const { id } = create();
    save(id, 1, '二', '送审稿');
    save(id, 2, '三');
    registerExport(id, 3);
    save(id, 3, '四');
    expect(versionsOf(id)).toEqual([4, 3, 2, 1]);
    const versions = replica.read(composerQueries['composer.versions'], { id });
    expect(versions.find(({ version }) => version === 2)?.label).toBe('送审稿');
  });

  it('name the present version without making a new one', () => {
    const { id } = create();
    expect(save(id, 1, '一', '初稿').version).toBe(1);
    expect(replica.read(composerQueries['composer.versions'], { id })[0]?.label).toBe('初稿');
  });

  it('give back the content of any kept version', () => {
    const { id } = create();
    save(id, 1, '二');
    const read = (version: number) =>
      replica.read(composerQueries['composer.version'], { id, version });
    expect(read(1)).toEqual(content('一'));
    expect(read(2)).toEqual(content('二'));
    expect(() => read(9)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  it('are removed by tombstone and come back by undo', () => {
    const { id } = create();
    replica.write(composerCommands['composer.remove'], { id });
    expect(replica.read(composerQueries['composer.list'], {})).toEqual([]);
    expect(() => replica.read(composerQueries['composer.get'], { id })).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    replica.undo();
    expect(replica.read(composerQueries['composer.get'], { id }).content).toEqual(content('一'));
    expect(save(id, 1, '二').version).toBe(2);
  });
});

describe('the export register', () => {
  it('lists exports by document and refuses a trace code twice', () => {
    const { id } = create();
    const receipt = registerExport(id, 1);
    const list = (documentId: string | null) =>
      replica.read(composerQueries['composer.exports'], { documentId });
    expect(list(null)).toEqual([{ ...receipt, recipient: '远山医疗', title: '四季度打法' }]);
    expect(list(id)).toHaveLength(1);
    expect(list('another')).toEqual([]);
    expect(() => registerExport(id, 1)).toThrow(/UNIQUE/);
  });

  it('makes one signing key and keeps it', () => {
    const keys = () =>
      replica.read<null, { id: string }[]>((tx) => tx.all('SELECT id FROM signing_key'), null);
    replica.write(composerCommands['composer.ensureKey'], null);
    const first = keys();
    replica.write(composerCommands['composer.ensureKey'], null);
    expect(keys()).toEqual(first);
    expect(first).toHaveLength(1);
  });
});
