import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evidenceOf } from '#electron/composer/content/evidence';
import {
  decideSource,
  removeSource,
  requestSource,
  sources,
} from '#electron/composer/content/sources';
import { governanceQueries } from '#electron/governance/statements';
import { auditWatch } from '#electron/governance/watch';
import kinds from '#resources/content/source-kinds.json';
import { type Source, type SourceFacts, trustSchema } from '#shared/composer/content/source';
import { openTestReplica, type TestReplica } from '../../helpers/replica';

const today = '2026-11-23';
const facts: SourceFacts = {
  kind: 'datasheet',
  title: '网关规格书 3.1',
  issuer: '栎舟智联',
  locator: '第 4 页',
  licence: '公开',
  trust: 'high',
  ownerId: 'user-1',
  evidence: [],
  expiresOn: '2027-11-23',
};

let replica: TestReplica;
beforeEach(() => {
  replica = openTestReplica({ watch: auditWatch });
});
afterEach(() => replica.close());

const request = (patch: Partial<SourceFacts> = {}): Source =>
  replica.write(
    requestSource,
    { today, id: null, version: 0, facts: { ...facts, ...patch } },
    'content.requestSource',
  );
const decide = (
  source: Source,
  act: 'admit' | 'refuse' | 'withdraw' | 'renew',
  reason = '',
  expiresOn: string | null = null,
): Source =>
  replica.write(
    decideSource,
    { today, id: source.id, version: source.version, act, reason, expiresOn },
    'content.decideSource',
  );

describe('the kinds', () => {
  it('are 27, each with a name in both languages, a trust and a time', () => {
    expect(kinds).toHaveLength(27);
    expect(new Set(kinds.map(({ id }) => id)).size).toBe(27);
    for (const kind of kinds) {
      expect(trustSchema.safeParse(kind.trust).success).toBe(true);
      expect(kind.months).toBeGreaterThan(0);
      expect(kind.en).toMatch(/[A-Z]/);
      expect(kind['zh-CN']).toMatch(/[\u4e00-\u9fff]/);
    }
  });
});

describe('a source', () => {
  it('is asked for, admitted, renewed and withdrawn, each decision in the audit', () => {
    const asked = request();
    expect(asked).toMatchObject({ ...facts, status: 'requested', requestedBy: '林晓', version: 1 });
    const admitted = decide(asked, 'admit');
    expect(admitted).toMatchObject({ status: 'admitted', decidedBy: '林晓' });
    const renewed = decide(admitted, 'renew', '', '2028-01-31');
    expect(renewed.expiresOn).toBe('2028-01-31');
    expect(decide(renewed, 'withdraw', '厂家已停产')).toMatchObject({
      status: 'withdrawn',
      reason: '厂家已停产',
    });
    const { entries } = replica.read(governanceQueries['audit.page'], {
      kind: null,
      actorId: null,
      offset: 0,
      limit: 9,
    });
    expect(entries.map(({ kind }) => kind)).toEqual([
      'sourceWithdrawn',
      'sourceRenewed',
      'sourceAdmitted',
    ]);
    expect(entries[0]?.facts).toEqual({
      sourceId: asked.id,
      title: facts.title,
      reason: '厂家已停产',
    });
  });

  it('that lacks what an admission needs is not admitted, and the error names what', () => {
    const bare = request({ licence: '', ownerId: null, locator: '', expiresOn: '2026-11-22' });
    expect(() => decide(bare, 'admit')).toThrow(
      expect.objectContaining({
        code: 'SOURCE_INCOMPLETE',
        details: { source: facts.title, gaps: ['licence', 'ownerId', 'evidence', 'expired'] },
      }),
    );
    expect(replica.read(sources, { today })[0]?.state).toBe('requested');
  });

  it('is refused and withdrawn for a reason only, and can be asked for again', () => {
    const asked = request();
    expect(() => decide(asked, 'refuse')).toThrow(
      expect.objectContaining({ code: 'SOURCE_REASON_REQUIRED' }),
    );
    const refused = decide(asked, 'refuse', '没有许可');
    const again = replica.write(requestSource, {
      today,
      id: refused.id,
      version: refused.version,
      facts: { ...facts, licence: 'CC BY 4.0' },
    });
    expect(again).toMatchObject({ status: 'requested', reason: '', licence: 'CC BY 4.0' });
  });

  it('expires after its last day by itself', () => {
    const admitted = decide(request({ expiresOn: today }), 'admit');
    expect(admitted.status).toBe('admitted');
    expect(replica.read(sources, { today: '2026-11-24' })[0]?.status).toBe('expired');
  });

  it('that was admitted stays; a request can be removed and comes back by undo', () => {
    const admitted = decide(request(), 'admit');
    expect(() => replica.write(removeSource, { id: admitted.id, today })).toThrow(
      expect.objectContaining({
        code: 'SOURCE_STATE',
        details: expect.objectContaining({ state: 'admitted' }),
      }),
    );
    const asked = request({ title: '另一份' });
    replica.write(removeSource, { id: asked.id, today });
    expect(replica.read(sources, { today })).toHaveLength(1);
    replica.undo();
    expect(replica.read(sources, { today })).toHaveLength(2);
  });

  it('of an unknown kind, or changed meanwhile, is refused', () => {
    expect(() => request({ kind: 'rumour' })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }),
    );
    const asked = request();
    decide(asked, 'refuse', '再议');
    expect(() => decide({ ...asked, version: 1 }, 'admit')).toThrow(
      expect.objectContaining({ code: 'SOURCE_STATE' }),
    );
  });
});

describe('evidence', () => {
  it('is the name, the size and the digest of a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandtable-evidence-'));
    const path = join(folder, '证书.pdf');
    writeFileSync(path, 'certificate');
    expect(await evidenceOf(path)).toEqual({
      fileName: '证书.pdf',
      sha256: createHash('sha256').update('certificate').digest('hex'),
      bytes: 11,
      note: '',
    });
    rmSync(folder, { recursive: true });
    await expect(evidenceOf(path)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
