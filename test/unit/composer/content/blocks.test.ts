import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  block,
  blocks,
  comment,
  createBlock,
  moveVersion,
  palette,
  removeBlock,
  revise,
  saveDraft,
} from '#electron/composer/content/blocks';
import { forExport } from '#electron/composer/content/for-export';
import { impact } from '#electron/composer/content/impact';
import { shown } from '#electron/composer/content/library';
import { radar } from '#electron/composer/content/radar';
import { decideSource, requestSource } from '#electron/composer/content/sources';
import { create } from '#electron/composer/documents';
import { governanceQueries } from '#electron/governance/statements';
import { auditWatch } from '#electron/governance/watch';
import { tablesOf } from '#electron/replica/recovery/readable';
import { openDatabase } from '#electron/replica/database';
import type {
  ContentBlock,
  ContentKind,
  Fact,
  Move,
  VersionContent,
} from '#shared/composer/content/block';
import type { Source } from '#shared/composer/content/source';
import type { Block, ComposedDocument } from '#shared/composer/model';
import { openTestReplica, type TestReplica } from '../../helpers/replica';
import { join } from 'node:path';

const today = '2026-11-23';
let replica: TestReplica;
let source: Source;

beforeEach(() => {
  replica = openTestReplica({ watch: auditWatch });
  source = admitted('网关规格书');
});
afterEach(() => replica.close());

function admitted(title: string): Source {
  const asked = replica.write(requestSource, {
    today,
    id: null,
    version: 0,
    facts: {
      kind: 'datasheet',
      title,
      issuer: '栎舟智联',
      locator: '第 4 页',
      licence: '公开',
      trust: 'high',
      ownerId: 'user-1',
      evidence: [],
      expiresOn: '2027-11-23',
    },
  });
  return decide(asked, 'admit');
}

const decide = (of: Source, act: 'admit' | 'withdraw', reason = ''): Source =>
  replica.write(decideSource, {
    today,
    id: of.id,
    version: of.version,
    act,
    reason,
    expiresOn: null,
  });

const weight = (value: string, unit = 'kg'): Fact => ({
  id: `fact-${value}${unit}`,
  subject: '网关 G3',
  property: '重量',
  type: 'number',
  value,
  unit,
  validFrom: null,
  validTo: null,
  sourceId: source.id,
});

const written = (patch: Partial<VersionContent> = {}, words = '低功耗接入'): VersionContent => ({
  title: '网关 G3 规格',
  body: {
    doc: {
      type: 'doc',
      content: [
        { type: 'paragraph', content: words === '' ? [] : [{ type: 'text', text: words }] },
      ],
    },
    speaker: '',
    address: '',
    runId: null,
    chart: 'bookings',
  },
  facts: [weight('1.2')],
  sources: [],
  tags: ['网关'],
  audience: ['engineer'],
  ...patch,
});

const made = (content = written(), kind: ContentKind = 'specification'): ContentBlock =>
  replica.write(createBlock, { today, kind, language: 'zh-CN', ownerId: null, content });

function move(of: ContentBlock, act: Move, reason = ''): ContentBlock {
  const [newest] = of.versions;
  return replica.write(
    moveVersion,
    { today, id: newest?.id ?? '', version: newest?.version ?? 0, move: act, reason },
    'content.move',
  ).block;
}
const released = (content = written()): ContentBlock =>
  move(move(made(content), 'submit'), 'approve');

/** The next version of a block, released with what is changed. */
function renewed(of: ContentBlock, content: VersionContent): ContentBlock {
  const [draft] = replica.write(revise, { today, blockId: of.id }).versions;
  const kept = replica.write(saveDraft, {
    today,
    id: draft?.id ?? '',
    version: draft?.version ?? 0,
    content,
  });
  return move(move(kept, 'submit'), 'approve');
}

const use = (of: ContentBlock, number = 1): Block => ({
  id: `use-${of.id}-${number}`.slice(0, 64),
  kind: 'reviewed',
  blockId: of.id,
  versionId: of.versions.find((one) => one.number === number)?.id ?? '',
});
const document = (
  title: string,
  used: Block[],
  accountId: string | null = null,
): ComposedDocument =>
  replica.write(create, {
    templateId: 'rehearsal-brief',
    content: { title, language: 'zh-CN', accountId, blocks: used },
  });
const code = (wanted: string, details: object = {}) =>
  expect.objectContaining({ code: wanted, details: expect.objectContaining(details) });

describe('a block', () => {
  it('is submitted, returned with a reason, commented on, released and superseded', () => {
    const returned = move(move(made(), 'submit'), 'return', '请补充信源页码');
    expect(returned.versions[0]?.state).toBe('draft');
    const talked = replica.write(comment, {
      today,
      versionId: returned.versions[0]?.id ?? '',
      text: '已补充',
    });
    expect(talked.notes.map(({ kind, text }) => [kind, text])).toEqual([
      ['comment', '已补充'],
      ['return', '请补充信源页码'],
      ['submit', ''],
    ]);
    const first = move(move(talked, 'submit'), 'approve');
    expect(first.versions[0]).toMatchObject({ state: 'released', verifyBy: '2027-11-23' });
    const second = renewed(first, written({ facts: [weight('1.1')] }));
    expect(second.versions.map(({ number, state }) => [number, state])).toEqual([
      [2, 'released'],
      [1, 'superseded'],
    ]);
    const { entries } = replica.read(governanceQueries['audit.page'], {
      kind: null,
      actorId: null,
      offset: 0,
      limit: 9,
    });
    expect(entries.map(({ kind }) => kind)).toEqual([
      'contentReleased',
      'contentReleased',
      'contentReturned',
    ]);
  });

  it('that lacks what its kind needs is not submitted', () => {
    const bare = made(written({ facts: [] }));
    expect(() => move(bare, 'submit')).toThrow(
      code('CONTENT_INCOMPLETE', { contentGaps: ['facts', 'source'] }),
    );
    expect(() => move(made(written({}, ''), 'claim'), 'submit')).toThrow(
      code('CONTENT_INCOMPLETE', { contentGaps: ['body'] }),
    );
  });

  it('cannot cite a source that is not admitted, and is not released once it was withdrawn', () => {
    const submitted = move(made(), 'submit');
    decide(source, 'withdraw', '有误');
    expect(() => move(submitted, 'approve')).toThrow(
      code('SOURCE_NOT_ADMITTED', { source: '网关规格书', state: 'withdrawn' }),
    );
  });

  it('has one version open at a time; what was reviewed stays', () => {
    const out = released();
    replica.write(revise, { today, blockId: out.id });
    expect(() => replica.write(revise, { today, blockId: out.id })).toThrow(code('CONTENT_OPEN'));
    expect(() => replica.write(removeBlock, { today, id: out.id })).toThrow(code('CONTENT_STATE'));
    const draft = made();
    replica.write(removeBlock, { today, id: draft.id });
    expect(replica.read(blocks, { today, search: '' })).toHaveLength(1);
    replica.undo();
    expect(replica.read(blocks, { today, search: '' })).toHaveLength(2);
  });

  it('is overdue when the time of its verification is over, until it is looked at again', () => {
    const out = released();
    const later = '2027-11-24';
    expect(replica.read(blocks, { today: later, search: '' })[0]?.flags).toContain('overdue');
    const confirmed = move(out, 'confirm');
    expect(confirmed.versions[0]?.verifyBy).toBe('2027-11-23');
  });
});

describe('the search', () => {
  const titles = (search: string) =>
    replica.read(blocks, { today, search }).map(({ title }) => title);

  it('finds two and single Chinese characters, Latin by its beginning, and follows edits and undo', () => {
    const spec = made();
    made(written({ title: 'OPC-UA gateway', facts: [], tags: [] }, 'For lines'), 'text');
    expect(titles('网关')).toEqual(['网关 G3 规格']);
    expect(titles('功耗')).toEqual(['网关 G3 规格']);
    expect(titles('入')).toEqual(['网关 G3 规格']);
    expect(titles('接网')).toEqual([]);
    expect(titles('gate')).toEqual(['OPC-UA gateway']);
    expect(titles('opc-ua')).toEqual(['OPC-UA gateway']);
    const [draft] = spec.versions;
    replica.write(saveDraft, {
      today,
      id: draft?.id ?? '',
      version: draft?.version ?? 0,
      content: written({ title: '控制器', tags: [], facts: [] }, '无'),
    });
    expect(titles('功耗')).toEqual([]);
    expect(titles('控制')).toEqual(['控制器']);
    replica.undo();
    expect(titles('功耗')).toEqual(['网关 G3 规格']);
  });

  it('offers released versions only, in the language of the document', () => {
    made();
    const out = released();
    const offered = (language: 'zh-CN' | 'en', search = '') =>
      replica.read(palette, { today, search, language }).map(({ blockId }) => blockId);
    expect(offered('zh-CN')).toEqual([out.id]);
    expect(offered('zh-CN', '规格')).toEqual([out.id]);
    expect(offered('en')).toEqual([]);
    decide(source, 'withdraw', '有误');
    expect(offered('zh-CN')).toEqual([]);
  });

  it('has tables of its own, which a rescue does not copy', () => {
    const db = openDatabase(join(replica.folder, 'replica.db'), replica.key, { readonly: true });
    const tables = tablesOf(db);
    db.close();
    expect(tables).toContain('content_version');
    expect(tables.filter((name) => name.startsWith('content_search'))).toEqual([]);
  });
});

describe('a document', () => {
  const leaving = (id: string, reason: string | null = null) =>
    replica.read(forExport, { id, today, reason });

  it('refers to a version, is told of a newer one, and leaves with what the version says', () => {
    const first = released();
    const { id } = document('给王总', [use(first)]);
    const second = renewed(first, written({ facts: [weight('1200', 'g')] }));
    const [seen] = replica.read(shown, { today, ids: [first.versions[0]?.id ?? ''] });
    expect(seen).toMatchObject({ number: 1, newer: { number: 2, id: second.versions[0]?.id } });
    const { content } = leaving(id);
    expect(content.blocks.map(({ kind }) => kind)).toEqual(['heading', 'richText', 'table']);
    expect(JSON.stringify(content)).toContain('1.2 kg');
  });

  it('does not leave with what is not released, was withdrawn, or cites what may not be cited', () => {
    const draft = made();
    expect(() => leaving(document('a', [use(draft)]).id)).toThrow(
      code('CONTENT_NOT_RELEASED', { place: 1, block: '网关 G3 规格' }),
    );
    const out = released();
    const { id } = document('b', [use(out)]);
    expect(leaving(id).contradictions).toBe(0);
    expect(() => replica.read(forExport, { id, today: '2027-11-24', reason: null })).toThrow(
      code('CONTENT_SOURCE_EXPIRED', { place: 1 }),
    );
    decide(source, 'withdraw', '有误');
    expect(() => leaving(id)).toThrow(code('CONTENT_SOURCE_GONE'));
    move(out, 'withdraw', '停产');
    expect(() => leaving(id)).toThrow(code('CONTENT_WITHDRAWN'));
  });

  it('that contradicts what the same customer was told leaves for a reason only', () => {
    const [light, heavy] = [released(), released(written({ facts: [weight('1.5')] }))];
    document('技术方案', [use(light)], 'account-1');
    document('别的客户', [use(light)], 'account-2');
    const { id } = document('报价书', [use(heavy)], 'account-1');
    expect(replica.read(radar, { id, today })).toMatchObject([
      {
        kind: 'value',
        one: { fact: { value: '1.5' }, place: { documentTitle: '报价书' } },
        other: { fact: { value: '1.2' }, place: { documentTitle: '技术方案' } },
      },
    ]);
    expect(() => leaving(id)).toThrow(code('CONTRADICTION_OPEN', { count: 1 }));
    expect(leaving(id, '客户要求保留两种配置').contradictions).toBe(1);
  });

  it('that states what a newer version no longer states is told', () => {
    const first = released();
    const { id } = document('a', [use(first)]);
    renewed(first, written({ facts: [weight('1.1')] }));
    expect(replica.read(radar, { id, today })).toMatchObject([
      { kind: 'superseded', other: { fact: { value: '1.1' } } },
    ]);
  });
});

describe('a source', () => {
  it('that is withdrawn lists and marks what it touches', () => {
    const out = released();
    const { id } = document('给王总', [use(out)]);
    expect(replica.read(impact, { kind: 'source', id: source.id })).toMatchObject({
      blocks: [{ blockId: out.id, number: 1, state: 'released' }],
      documents: [{ id, title: '给王总' }],
      exports: [],
    });
    decide(source, 'withdraw', '有误');
    expect(replica.read(block, { id: out.id, today }).versions[0]?.flags).toEqual(['sourceGone']);
  });
});
