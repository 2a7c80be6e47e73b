import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { encode as encodePng } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishFile } from '#electron/composer/finish';
import { HOLE_MARK } from '#electron/composer/hole';
import { composerService, verifyFile, type ComposerNeeds } from '#electron/composer/index';
import { documentText } from '#electron/composer/texts';
import { newId } from '#electron/replica/ids';
import type { ReadHandle, WriteHandle } from '#electron/replica/replica';
import { registry } from '#electron/replica/registry';
import type { Command, Query, ReadJob } from '#electron/replica/transaction';
import type { Provenance } from '#shared/composer/model';
import { pixelIdOf } from '#shared/composer/trace-mark';
import { SandtableError } from '#shared/errors';
import { printFonts } from '../../../scripts/fonts.mjs';
import { runFixture } from './run-fixture';
import { openTestReplica, type TestReplica } from '../helpers/replica';
import { marked, textPage } from './pixel-mark/pages';

const run = runFixture();
const fontFolder = await printFonts();
const AT = Date.UTC(2026, 10, 23, 8, 20);

let replica: TestReplica;
let folder: string;
let html: string[];
let last: Promise<unknown> = Promise.resolve();

/** The replica's handles without threads; rehearsals and pipelines come from the fixture. */
function handles(): { reader: ReadHandle; writer: WriteHandle } {
  const queries: Record<string, unknown> = {
    ...registry.queries,
    'sandbox.get': (_tx: unknown, { id }: { id: string }) => {
      if (id !== run.id) throw new SandtableError('NOT_FOUND', 'no such rehearsal');
      return run;
    },
    'pipeline.list': () => [
      { id: 'pipeline-1', name: '华东器械', origin: 'generated', sourceNote: '可再生成' },
    ],
  };
  // One connection takes one thing at a time, as each of the threads does.
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  const own = {
    read: (name: string, input: unknown) =>
      inTurn(() => replica.read(queries[name] as Query<unknown, unknown>, input)),
    readJob: (name: string, input: unknown) =>
      inTurn(() =>
        replica.readJob(
          (registry.readJobs as Record<string, unknown>)[name] as ReadJob<unknown, unknown>,
          input,
        ),
      ),
    write: (name: string, input: unknown) =>
      inTurn(() =>
        replica.write(
          (registry.commands as Record<string, unknown>)[name] as Command<unknown, unknown>,
          input,
        ),
      ),
  };
  return { reader: own as unknown as ReadHandle, writer: own as unknown as WriteHandle };
}

function needs(more: Partial<ComposerNeeds> = {}): ComposerNeeds {
  return {
    replica: handles,
    workspace: () => ({
      id: 'w1',
      name: '演示工作区',
      kind: 'demo',
      userId: 'user-1',
      userName: '林晓',
      asOfDay: '2026-11-23',
    }),
    jobs: {
      run: (_jobId, _kind, work) =>
        work({ signal: new AbortController().signal, progress: () => undefined }),
    },
    pdf: {
      print: async (page) => {
        html.push(new TextDecoder().decode(page));
        const document = await PDFDocument.create();
        document.addPage();
        return document.save();
      },
      pictures: async (page) => {
        html.push(new TextDecoder().decode(page));
        return [0, 1, 2].map(() => encodePng(textPage(200, 300)));
      },
    },
    dialogs: {
      chooseExportFile: async (name) => ({ path: join(folder, name), overwrite: false }),
      chooseExportFolder: async () => folder,
      chooseFileToVerify: async () => null,
    },
    files: { resolve: (token) => token },
    clock: () => AT,
    newId,
    timeZone: 'Asia/Shanghai',
    appInfo: { version: '0.1.0', runtime: 'test' },
    fontFolder,
    studies: { models: [], risks: () => Promise.reject(new Error('no study here')) },
    ...more,
  };
}

const create = (service: ReturnType<typeof composerService>) =>
  service['composer.create']({
    templateId: 'rehearsal-brief',
    title: '四季度打法',
    language: 'zh-CN',
    runId: run.id,
  });

beforeEach(() => {
  replica = openTestReplica();
  folder = mkdtempSync(join(tmpdir(), 'sandtable-export-'));
  html = [];
});
afterEach(() => {
  replica.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('an export', () => {
  it('writes a marked, signed file that verifies, and an entry in the register', async () => {
    const service = composerService(needs());
    const { id } = await create(service);
    const receipt = await service['composer.export']({
      id,
      recipient: '远山/医疗',
      format: 'pdf',
      jobId: 'j',
    });
    expect(receipt).toMatchObject({ pages: 1, exportedAt: AT });
    const name = receipt?.fileName ?? '';
    expect(name).toBe(`四季度打法-远山 医疗-${receipt?.traceCode}.pdf`);
    expect(readdirSync(folder)).toEqual([name]);

    expect(html[0]).toContain(`溯源码 ${receipt?.traceCode}`);
    expect(html[0]).toContain('演示数据');
    expect(html[0]).toContain('font/woff;');
    expect(html[0]).not.toContain('class="absent"');

    const report = await service['composer.verify']({ fileToken: join(folder, name) });
    expect(report).toMatchObject({ verdict: 'intact', registered: true, ownKey: true });
    expect(report?.provenance).toMatchObject({
      recipient: '远山/医疗',
      actor: { name: '林晓' },
      documentVersion: 1,
      ingredients: [{ runId: run.id, resultHash: run.resultHash, asOfDay: '2026-09-30' }],
    });
    expect(await service['composer.exports']({ documentId: id })).toMatchObject([
      { traceCode: receipt?.traceCode, recipient: '远山/医疗' },
    ]);
    expect(await verifyFile(join(folder, name))).toMatchObject({ verdict: 'unknownKey' });
  });

  it('is found again by a picture of one of its pages', async () => {
    const service = composerService(needs());
    const { id } = await create(service);
    const receipt = await service['composer.export']({
      id,
      recipient: '远山医疗',
      format: 'pdf',
      jobId: 'j',
    });
    const shown = marked(textPage(480, 640), pixelIdOf(receipt?.exportId ?? ''));
    const shot = join(folder, 'shot.png');
    writeFileSync(shot, encodePng(shown));
    expect(await service['composer.verify']({ fileToken: shot })).toMatchObject({
      verdict: 'traced',
      pixelCode: receipt?.traceCode,
      provenance: { recipient: '远山医疗', actor: { name: '林晓' }, documentVersion: 1 },
      registered: true,
    });
    expect(await verifyFile(shot)).toMatchObject({
      verdict: 'unknownTrace',
      pixelCode: receipt?.traceCode,
      provenance: null,
    });
    const others = join(folder, 'others.png');
    // The same trace code in 60 bits, another id in the four above.
    const near = pixelIdOf(receipt?.exportId ?? '') ^ (1n << 60n);
    writeFileSync(others, encodePng(marked(textPage(480, 640), near)));
    expect(await service['composer.verify']({ fileToken: others })).toMatchObject({
      verdict: 'unknownTrace',
      provenance: null,
    });
  });

  it('never replaces a file that nobody agreed to replace', async () => {
    const path = join(folder, 'mine.pdf');
    writeFileSync(path, 'precious');
    const overwrite = (agreed: boolean) =>
      composerService(
        needs({
          dialogs: {
            chooseExportFile: async () => ({ path, overwrite: agreed }),
            chooseExportFolder: async () => folder,
            chooseFileToVerify: async () => null,
          },
        }),
      );
    const { id } = await create(overwrite(false));
    const input = { id, recipient: '远山', format: 'pdf' as const, jobId: 'j' };
    await expect(overwrite(false)['composer.export'](input)).rejects.toMatchObject({
      code: 'FILE_EXISTS',
    });
    expect(readFileSync(path, 'utf8')).toBe('precious');
    expect(readdirSync(folder)).toEqual(['mine.pdf']);
    await overwrite(true)['composer.export'](input);
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('leaves nothing behind when the dialog is closed, printing fails or it is cancelled', async () => {
    const closed = composerService(
      needs({
        dialogs: {
          chooseExportFile: async () => null,
          chooseExportFolder: async () => folder,
          chooseFileToVerify: async () => null,
        },
      }),
    );
    const { id } = await create(closed);
    const input = { id, recipient: '远山', format: 'pdf' as const, jobId: 'j' };
    expect(await closed['composer.export'](input)).toBeNull();

    const failing = composerService(
      needs({
        pdf: {
          ...needs().pdf,
          print: () => Promise.reject(new SandtableError('INTERNAL', 'gone')),
        },
      }),
    );
    await expect(failing['composer.export'](input)).rejects.toMatchObject({ code: 'INTERNAL' });

    const stopped = composerService(
      needs({
        jobs: {
          run: (_jobId, _kind, work) =>
            work({ signal: AbortSignal.abort(), progress: () => undefined }),
        },
      }),
    );
    await expect(stopped['composer.export'](input)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(readdirSync(folder)).toEqual([]);
    expect(await closed['composer.exports']({ documentId: null })).toEqual([]);
  });

  it('says in the document that a rehearsal is gone', async () => {
    const service = composerService(needs());
    const { id, content, version } = await create(service);
    const blocks = content.blocks.map((block) =>
      block.kind === 'chart' ? { ...block, runId: 'gone' } : block,
    );
    await service['composer.save']({ id, version, content: { ...content, blocks }, label: null });
    await service['composer.export']({ id, recipient: '远山', format: 'pdf' as const, jobId: 'j' });
    expect(html[0]).toContain(documentText('zh-CN')('missing.run'));
  });
});

describe('the page', () => {
  it('gets tables and charts of a rehearsal as the PDF shows them', async () => {
    const service = composerService(needs());
    const language = 'zh-CN';
    const table = await service['composer.table']({ runId: run.id, table: 'variants', language });
    expect(table.rows).toHaveLength(3);
    const chart = await service['composer.chart']({ runId: run.id, chart: 'risks', language });
    expect(chart.svg).toContain('对手促销');
    expect(chart.svg).not.toContain('font/woff;');
  });

  it('hears why a file cannot be verified', async () => {
    const service = composerService(needs());
    expect(await service['composer.verify']({ fileToken: null })).toBeNull();
    await expect(
      service['composer.verify']({ fileToken: join(folder, 'none.pdf') }),
    ).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', details: { fileName: 'none.pdf' } });
    await expect(verifyFile(folder)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

describe('pages as pictures', () => {
  it('are files of their own, each intact and told apart, under one code', async () => {
    const service = composerService(needs());
    const { id } = await create(service);
    const input = { id, recipient: '远山', format: 'png' as const, jobId: 'j' };
    const receipt = await service['composer.export'](input);
    expect(receipt).toMatchObject({ pages: 3 });
    const stem = (receipt?.fileName ?? '').replace(/\.png$/, '');
    expect(readdirSync(folder).toSorted()).toEqual([
      `${stem}-2.png`,
      `${stem}-3.png`,
      `${stem}.png`,
    ]);
    expect(html[0]).toContain('class="frame"');
    const second = await service['composer.verify']({ fileToken: join(folder, `${stem}-2.png`) });
    expect(second).toMatchObject({
      verdict: 'intact',
      registered: true,
      provenance: { traceCode: receipt?.traceCode, page: { number: 2, of: 3 } },
    });
  });
});

describe('an export for many', () => {
  const recipients = ['甲公司', '乙公司', '甲公司'];

  it('writes one intact file for each, with a code and an entry of its own', async () => {
    const service = composerService(needs());
    const { id } = await create(service);
    const input = { id, recipients, format: 'html' as const, jobId: 'j' };
    const report = await service['composer.exportMany'](input);
    expect(report?.left).toBe(0);
    expect(report?.files.map(({ recipient }) => recipient)).toEqual(['甲公司', '乙公司']);
    expect(readdirSync(folder)).toHaveLength(2);
    for (const { recipient, receipt } of report?.files ?? []) {
      const file = join(folder, receipt?.fileName ?? '');
      expect(await service['composer.verify']({ fileToken: file })).toMatchObject({
        verdict: 'intact',
        provenance: { recipient, traceCode: receipt?.traceCode },
      });
    }
    const found = await service['composer.ledger']({
      search: '乙公 html',
      from: null,
      to: null,
      offset: 0,
    });
    expect(found).toMatchObject({ total: 1, entries: [{ recipient: '乙公司', format: 'html' }] });
    const none = await service['composer.ledger']({
      search: '',
      from: AT + 1,
      to: null,
      offset: 0,
    });
    expect(none.total).toBe(0);
  });

  it('goes on after a failure for one, and tells why', async () => {
    let prints = 0;
    const print = async (page: Uint8Array) => {
      prints += 1;
      if (prints === 1) throw new SandtableError('INTERNAL', 'gone');
      return needs().pdf.print(page, undefined);
    };
    const service = composerService(needs({ pdf: { ...needs().pdf, print } }));
    const { id } = await create(service);
    const input = { id, recipients, format: 'pdf' as const, jobId: 'j' };
    const report = await service['composer.exportMany'](input);
    const failures = report?.files.map(({ failure }) => failure?.code ?? null);
    expect(failures?.toSorted()).toEqual(['INTERNAL', null]);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('cancelled, it tells what was written: those files are complete and registered', async () => {
    const controller = new AbortController();
    const jobs: ComposerNeeds['jobs'] = {
      run: (_jobId, _kind, work) =>
        work({
          signal: controller.signal,
          progress: (done) => {
            if (done === 1) controller.abort();
          },
        }),
    };
    const service = composerService(needs({ jobs }));
    const { id } = await create(service);
    const many = Array.from({ length: 8 }, (_unused, i) => `客户 ${i}`);
    const input = { id, recipients: many, format: 'html' as const, jobId: 'j' };
    const report = await service['composer.exportMany'](input);
    const written = report?.files.length ?? 0;
    expect(written).toBeGreaterThan(0);
    expect(written + (report?.left ?? 0)).toBe(8);
    expect(report?.left).toBeGreaterThan(0);
    expect(readdirSync(folder)).toHaveLength(written);
    expect(await service['composer.exports']({ documentId: id })).toHaveLength(written);
  });
});

describe('signing keys', () => {
  const exported = async (service: ReturnType<typeof composerService>, id: string) => {
    const receipt = await service['composer.export']({
      id,
      recipient: '远山',
      format: 'html',
      jobId: 'j',
    });
    return join(folder, receipt?.fileName ?? '');
  };

  it('a new key leaves files of the former one intact', async () => {
    const service = composerService(needs());
    const { id } = await create(service);
    const before = await exported(service, id);
    const { fingerprint } = await service['composer.rotateKey']({});
    const after = await exported(service, id);
    const former = await service['composer.verify']({ fileToken: before });
    const present = await service['composer.verify']({ fileToken: after });
    expect(former?.verdict).toBe('intact');
    expect(present).toMatchObject({ verdict: 'intact', keyFingerprint: fingerprint });
    expect(former?.keyFingerprint).not.toBe(fingerprint);
    const keys = await service['composer.keys']({});
    expect(keys.filter(({ signsNow }) => signsNow)).toMatchObject([{ fingerprint }]);
  });

  it('of a revoked key only what the register has is believed', async () => {
    const service = composerService(needs());
    const { id } = await create(service);
    const mine = await exported(service, id);
    const [key] = await service['composer.keys']({});
    await service['composer.revokeKey']({ keyId: key?.id ?? '', reason: '笔记本遗失' });
    expect(await service['composer.verify']({ fileToken: mine })).toMatchObject({
      verdict: 'intact',
      revokedAt: expect.any(Number),
    });
    // The same workspace's key, but a file that was never registered here.
    const { private_key, public_key } = replica.read(
      (tx) =>
        tx.get<{ private_key: Uint8Array; public_key: Uint8Array }>(
          'SELECT private_key, public_key FROM signing_key WHERE id = ?',
          [key?.id ?? ''],
        ),
      null,
    ) ?? { private_key: new Uint8Array(), public_key: new Uint8Array() };
    const record = (await service['composer.verify']({ fileToken: mine }))?.provenance;
    const forged = await finishFile(
      Buffer.from(`<!doctype html><html><script type="application/json">${HOLE_MARK}</script>`),
      { ...(record as Provenance), recipient: '别人' },
      newId(),
      { privateKey: private_key, publicKey: public_key },
    );
    const file = join(folder, 'forged.html');
    writeFileSync(file, forged.bytes);
    expect(await service['composer.verify']({ fileToken: file })).toMatchObject({
      verdict: 'revokedKey',
      ownKey: true,
      registered: true,
    });
    // A new key signs at once; a key is revoked only once.
    const [present, former] = await service['composer.keys']({});
    expect(present).toMatchObject({ signsNow: true, revokedAt: null });
    expect(former).toMatchObject({ signsNow: false, reason: '笔记本遗失' });
    const again = { keyId: key?.id ?? '', reason: '再来' };
    await expect(service['composer.revokeKey'](again)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('entries of the ledger and revocations cannot be changed nor removed', async () => {
    const service = composerService(needs());
    const { id } = await create(service);
    await exported(service, id);
    const [key] = await service['composer.keys']({});
    await service['composer.revokeKey']({ keyId: key?.id ?? '', reason: '遗失' });
    for (const sql of [
      "UPDATE export_register SET recipient = 'x'",
      'DELETE FROM export_register',
      "UPDATE signing_key_revocation SET reason = 'x'",
      'DELETE FROM signing_key_revocation',
    ]) {
      expect(() => replica.write((tx) => tx.runLocal(sql, []), null)).toThrow(/append-only|stays/);
    }
    expect(await service['composer.exports']({ documentId: id })).toHaveLength(1);
  });
});
