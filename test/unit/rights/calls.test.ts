import { rmSync, readFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { guarded } from '#electron/governance/index';
import type { Handlers } from '#electron/ipc';
import { newId } from '#electron/replica/ids';
import { listActions } from '#electron/replica/history';
import { assembleRooms } from '#electron/rooms';
import { SimulationPool } from '#electron/sandbox/index';
import { FileTokens } from '#electron/shell/file-tokens';
import { Jobs } from '#electron/shell/jobs';
import type { Session } from '#electron/workspace/index';
import { contract, type CallName } from '#shared/contract';
import { toFailure } from '#shared/errors';
import { AMOUNTS, company, type Company, DEALS, FOREIGN, PIPELINE, REPS } from './company';

let firm: Company;
let calls: Handlers;
let folder: string;
/** What a call wrote into a file. */
let written: string;

beforeEach(() => {
  firm = company();
  folder = mkdtempSync(join(tmpdir(), 'sandtable-rights-'));
  written = join(folder, 'export.csv');
  calls = assembled();
});
afterEach(() => {
  firm.close();
  rmSync(folder, { recursive: true, force: true });
});

/** All calls of the contract; those of the house itself, which read no record, answer with nothing. */
function assembled(): Handlers {
  const { replica, open } = firm;
  const row = {
    id: 'w',
    name: '东方医疗',
    kind: 'own',
    userId: 'user-1',
    userName: '林晓',
  } as const;
  // Rooms look at the replica, the folder and the row of a session only.
  const session = {
    folder: replica.folder,
    replica: open,
    row: { ...row, asOfDay: null },
  } as unknown as Session;
  const rooms = assembleRooms({
    current: () => session,
    pool: new SimulationPool({ workerFile: '' }),
    workerDir: '',
    jobs: new Jobs(() => undefined, Date.now),
    files: new FileTokens(newId),
    dialogs: {
      openTable: async () => null,
      saveTable: async () => written,
      chooseExportFile: async () => null,
      chooseExportFolder: async () => null,
      chooseFileToVerify: async () => null,
      chooseEvidence: async () => null,
      chooseDataFile: async () => null,
      chooseStudyFile: async () => null,
      chooseAllocationFolder: async () => null,
      choosePickListPlace: async () => null,
      chooseStudyPlace: async () => null,
    },
    language: () => 'zh-CN',
    threads: () => 1,
    pdf: {
      print: () => Promise.reject(new Error('no window')),
      pictures: () => Promise.reject(new Error('no window')),
    },
    version: '0',
    fontFolder: '',
    demoFolder: '',
  });
  const house = Object.fromEntries(
    Object.keys(contract)
      .filter((name) => /^(?:app|workspace|job)\./.test(name))
      .map((name) => [name, () => null]),
  );
  const history = {
    'history.list': ({ limit }: { limit: number }) => replica.read(listActions, { limit }),
    'history.undo': async () => replica.undo(),
    'history.redo': async () => replica.redo(),
  };
  return { ...guarded({ ...house, ...history }, () => open), ...rooms } as unknown as Handlers;
}

const query = { pipelineId: PIPELINE, sort: [], filters: {}, quick: '' };
const grouping = { fields: ['ownerName'], orderBy: 'value', desc: false };
const expansion = { open: true, except: [] };
const job = { jobId: 'job-1' };
const ALLOCATION = { folderToken: null, horizonDays: 28, currency: 'CNY', locks: null };
const foreign = DEALS.west[0] ?? '';
const mate = DEALS.mate[0] ?? '';
const everything = [{ from: 0, to: 99 }];

/**
 * How a consultant of the east asks each call, and what must come of it: `seen` = an answer (or a file) without a trace of
 * anybody else's record; `refused` = FORBIDDEN; `house` = no call about records, which must not be asked for any right.
 * A new call has to be put here, or this does not compile.
 */
const ASKED: {
  readonly [N in CallName]: readonly [must: 'seen' | 'refused' | 'house', ...inputs: unknown[]];
} = {
  'app.info': ['house', {}],
  'app.settings': ['house', {}],
  'app.saveSettings': ['house', {}],
  'app.reportError': ['house', {}],
  'app.showWritten': ['house', { file: 'f1', how: 'open' }],
  'app.showFolder': ['house', { which: 'logs' }],
  'workspace.state': ['house', {}],
  'workspace.openDemo': ['house', {}],
  'workspace.resetDemo': ['refused', {}],
  'workspace.create': ['house', {}],
  'workspace.open': ['house', {}],
  'workspace.close': ['house', {}],
  'workspace.pickFolder': ['house', {}],
  'workspace.backups': ['house', {}],
  'workspace.backup': ['house', {}],
  'workspace.restore': ['refused', {}],
  'workspace.survey': ['house', {}],
  'workspace.recover': ['house', {}],
  'workspace.openReadOnly': ['house', {}],
  'workspace.exportReadable': ['house', {}],
  'history.list': ['seen', { limit: 500 }],
  'history.undo': ['refused', {}],
  'history.redo': ['seen', {}],
  'pipeline.list': ['seen', {}],
  'pipeline.counts': ['seen', {}],
  'pipeline.page': [
    'seen',
    { query, offset: 0, limit: 500 },
    { query: { ...query, quick: FOREIGN }, offset: 0, limit: 500 },
    { query: { ...query, sort: [{ field: 'amountMinor', desc: true }] }, offset: 0, limit: 500 },
    {
      query: { ...query, filters: { outcome: { kind: 'in', values: ['open'] } } },
      offset: 0,
      limit: 500,
    },
  ],
  'pipeline.groupPage': ['seen', { query, grouping, expansion, offset: 0, limit: 500 }],
  'pipeline.views': ['seen', { pipelineId: null }],
  'pipeline.saveView': [
    'seen',
    {
      id: null,
      pipelineId: PIPELINE,
      name: '我的视图',
      shared: false,
      state: { sort: [], filters: {}, quick: '', columns: [], grouping: null, density: null },
    },
  ],
  'pipeline.removeView': ['seen', { id: 'none' }],
  'pipeline.probabilities': ['seen', { pipelineId: PIPELINE }],
  'pipeline.summary': ['seen', query],
  'pipeline.choices': [
    'seen',
    { pipelineId: PIPELINE, field: 'accountName' },
    { pipelineId: PIPELINE, field: 'region' },
  ],
  'pipeline.owners': ['seen', { pipelineId: PIPELINE }],
  'pipeline.contacts': ['seen', { accountId: null }, { accountId: 'account-west' }],
  'pipeline.accounts': [
    'seen',
    { pipelineId: PIPELINE, search: '', limit: 100 },
    { pipelineId: PIPELINE, search: FOREIGN, limit: 100 },
  ],
  'pipeline.products': ['seen', { pipelineId: PIPELINE }],
  'pipeline.detail': ['refused', { id: foreign }, { id: mate }],
  'pipeline.locate': ['seen', { query, id: foreign, groups: null }],
  'pipeline.create': [
    'refused',
    { pipelineId: PIPELINE, name: '给别人', patch: { ownerId: REPS.west } },
    { pipelineId: PIPELINE, name: '别人的客户', patch: { accountId: 'account-west' } },
  ],
  'pipeline.createPipeline': ['refused', { name: '新管道', currency: 'CNY' }],
  'pipeline.update': [
    'refused',
    { id: foreign, version: 1, patch: { name: '改' }, reason: null },
    { id: mate, version: 1, patch: { name: '改' }, reason: null },
    { id: 'own-1', version: 1, patch: { ownerId: REPS.mate }, reason: null },
  ],
  'pipeline.transition': [
    'refused',
    { id: foreign, version: 1, to: { outcome: 'dormant' }, patch: {}, reason: '等' },
  ],
  'pipeline.board': [
    'seen',
    {
      query,
      windows: [
        { column: 'opportunity_validation', first: [foreign, mate], offset: 0, limit: 200 },
      ],
    },
  ],
  'pipeline.dwell': ['seen', { pipelineId: PIPELINE }],
  'pipeline.approvals': ['seen', {}],
  'pipeline.decide': [
    'refused',
    { id: 'approval-west', version: 1, decision: 'approve', reason: null },
    { id: 'approval-west', version: 1, decision: 'withdraw', reason: null },
    { id: 'approval-own', version: 1, decision: 'approve', reason: null },
  ],
  'pipeline.saveRules': ['refused', { pipelineId: PIPELINE, version: 1, rules: {} }],
  'pipeline.rulesHistory': ['seen', { pipelineId: PIPELINE }],
  'pipeline.aggregate': ['seen', { query, columns: [{ field: 'amountMinor', spans: everything }] }],
  'pipeline.planMany': [
    'refused',
    { ...job, target: { ids: [foreign] }, change: {}, reason: null },
  ],
  'pipeline.updateMany': ['refused', { ...job, target: { ids: [foreign] }, change: {} }],
  'pipeline.exportView': [
    'refused',
    { ...job, query, only: null, fields: ['name'], format: 'csv' },
  ],
  'account.get': ['refused', { id: 'account-west' }],
  'account.update': ['refused', { id: 'account-west', version: 1, patch: { city: '改' } }],
  'account.addPerson': [
    'refused',
    {
      accountId: 'account-west',
      person: { name: '新人', role: 'it', title: null, phone: null, email: null },
    },
  ],
  'account.removePerson': ['refused', { id: 'contact-west', version: 1 }],
  'account.updatePerson': ['refused', { id: 'contact-west', version: 1, patch: { role: 'it' } }],
  'account.findDuplicates': ['refused', { ...job, kind: 'account' }],
  'account.judge': ['refused', { kind: 'account', a: 'account-west', b: 'account-own' }],
  'account.compare': ['refused', { kind: 'account', one: 'account-west', other: 'account-own' }],
  'account.merge': ['refused', { kind: 'account', take: [] }],
  'account.merges': ['seen', { survivor: null }],
  'account.unmerge': ['refused', { id: 'none' }],
  'import.pickFile': ['refused', {}],
  'import.inspect': ['refused', { fileToken: 't', kind: null, format: null }],
  'import.preview': ['refused', job],
  'import.run': ['refused', job],
  'import.saveRejects': ['refused', job],
  'import.pending': ['refused', {}],
  'import.resume': ['refused', {}],
  'import.forget': ['refused', {}],
  'import.list': ['refused', {}],
  'import.planRevert': ['refused', job],
  'import.revert': ['refused', job],
  'import.saveKept': ['refused', job],
  'sandbox.fit': ['refused', { ...job, pipelineId: PIPELINE, historyFromDay: null }],
  'sandbox.run': ['refused', job],
  'sandbox.list': ['seen', { pipelineId: null }],
  'sandbox.get': ['refused', { id: 'run-1' }],
  'sandbox.rename': ['refused', { id: 'run-1', name: '改' }],
  'sandbox.remove': ['refused', { id: 'run-1' }],
  'sandbox.streams': ['seen', {}],
  'sandbox.lookAtStream': ['refused', job],
  'sandbox.loadStream': ['refused', job],
  'sandbox.clearStream': ['refused', { stream: 'storeSales' }],
  'sandbox.pickAllocation': ['refused', {}],
  'sandbox.allocate': ['refused', { ...job, ...ALLOCATION }],
  'sandbox.savePickLists': ['refused', { ...job, ...ALLOCATION, suggestedName: 'a.xlsx' }],
  'study.models': ['seen', {}],
  'study.sources': ['seen', { modelId: 'chronic-care' }],
  'study.pickData': ['refused', { modelId: 'chronic-care' }],
  'study.preview': ['refused', job],
  'study.run': ['refused', job],
  'study.risks': ['refused', job],
  'study.sensitivity': ['refused', job],
  'study.reach': ['refused', job],
  'study.promises': ['refused', {}],
  'study.list': ['refused', {}],
  'study.get': ['refused', { id: 'study-1' }],
  'study.remark': ['refused', { id: 'study-1', name: '改', notes: '', tags: [] }],
  'study.decide': ['refused', { id: 'study-1', status: 'open', variantId: null, reason: '' }],
  'study.pin': ['refused', { id: 'study-1', pinned: true }],
  'study.remove': ['refused', { id: 'study-1' }],
  'study.save': ['refused', { id: 'study-1' }],
  'study.open': ['refused', job],
  'composer.list': ['seen', {}],
  'composer.get': ['seen', { id: 'none' }],
  'composer.create': [
    'seen',
    { templateId: 'rehearsal-brief', title: '材料', language: 'zh-CN', runId: null },
  ],
  'composer.ofStudy': ['refused', { ...job, studyId: 'study-1', language: 'zh-CN' }],
  'composer.save': ['seen', { id: 'none', version: 1, content: {}, label: null }],
  'composer.versions': ['seen', { id: 'none' }],
  'composer.version': ['seen', { id: 'none', version: 1 }],
  'composer.remove': ['seen', { id: 'none' }],
  'composer.table': ['refused', { runId: 'run-1', table: 'variants', language: 'zh-CN' }],
  'composer.chart': ['refused', { runId: 'run-1', chart: 'bookings', language: 'zh-CN' }],
  'composer.export': ['seen', { ...job, id: 'none', recipient: '客户', format: 'pdf' }],
  'composer.exportMany': ['seen', { ...job, id: 'none', recipients: ['客户'], format: 'pdf' }],
  'composer.recipients': ['seen', { search: '' }],
  'composer.exports': ['seen', { documentId: null }],
  'composer.ledger': ['seen', { search: '', from: null, to: null, offset: 0 }],
  'composer.keys': ['seen', {}],
  'composer.rotateKey': ['refused', {}],
  'composer.revokeKey': ['refused', { keyId: 'none', reason: '遗失' }],
  'composer.verify': ['seen', { fileToken: null }],
  'content.blocks': ['seen', { search: '' }, { search: FOREIGN }],
  'content.block': ['seen', { id: 'none' }],
  'content.palette': ['seen', { search: '', language: 'zh-CN' }],
  'content.shown': ['seen', { ids: ['none'] }],
  'content.impact': ['seen', { kind: 'source', id: 'none' }],
  'content.radar': ['seen', { id: 'none' }],
  'content.createBlock': [
    'seen',
    {
      kind: 'text',
      language: 'zh-CN',
      ownerId: null,
      content: {
        title: '介绍',
        body: {
          doc: { type: 'doc', content: [] },
          speaker: '',
          address: '',
          runId: null,
          chart: 'bookings',
        },
        facts: [],
        sources: [],
        tags: [],
        audience: [],
      },
    },
  ],
  'content.saveDraft': ['seen', { id: 'none', version: 1, content: {} }],
  'content.revise': ['seen', { blockId: 'none' }],
  'content.comment': ['seen', { versionId: 'none', text: '好' }],
  'content.submit': ['seen', { id: 'none', version: 1, move: 'submit' }],
  'content.review': [
    'refused',
    { id: 'none', version: 1, move: 'approve', reason: '' },
    { id: 'none', version: 1, move: 'return', reason: '补充' },
    { id: 'none', version: 1, move: 'withdraw', reason: '过时' },
    { id: 'none', version: 1, move: 'confirm', reason: '' },
  ],
  'content.removeBlock': ['seen', { id: 'none' }],
  'content.sources': ['seen', {}],
  'content.pickEvidence': ['seen', { fileToken: null }],
  'content.requestSource': [
    'seen',
    {
      id: null,
      version: 0,
      facts: {
        kind: 'datasheet',
        title: '规格书',
        issuer: '',
        locator: '',
        licence: '',
        trust: 'high',
        ownerId: null,
        evidence: [],
        expiresOn: null,
      },
    },
  ],
  'content.decideSource': [
    'refused',
    { id: 'none', version: 1, act: 'admit', reason: '', expiresOn: null },
  ],
  'content.removeSource': ['seen', { id: 'none' }],
  'audit.page': ['refused', { kind: null, actorId: null, offset: 0, limit: 200 }],
  'audit.verify': ['refused', job],
  'audit.export': ['refused', { ...job, kind: null, actorId: null }],
  'personal.scan': ['refused', job],
  'personal.unmask': ['refused', { id: foreign, reason: '核对' }, { id: mate, reason: '核对' }],
  'personal.unmaskAccount': ['refused', { id: 'account-west', reason: '核对' }],
  'rights.me': ['seen', {}],
  'rights.people': ['seen', {}],
  'rights.savePerson': ['refused', { id: 'user-1', role: 'owner', team: null, ownerId: null }],
  'rights.lookAs': ['refused', { perspective: { personId: REPS.west, role: 'owner' } }],
  'job.cancel': ['house', job],
};

const NAMES = Object.keys(contract) as CallName[];
const call = async (name: CallName, input: unknown): Promise<unknown> =>
  (calls[name] as (input: unknown) => unknown)(input);

/** What a call gives away: its answer, or all that its failure says. */
async function given(name: CallName, input: unknown): Promise<{ code: string; text: string }> {
  try {
    return { code: 'ok', text: JSON.stringify(await call(name, input)) ?? '' };
  } catch (error) {
    const failure = toFailure(error);
    return { code: failure.code, text: JSON.stringify(failure) };
  }
}

const foreignIds = [...DEALS.mate, ...DEALS.west].flatMap((id) => [
  id,
  `event-${id}`,
  `touch-${id}`,
]);

describe('a consultant of one team', () => {
  beforeEach(() => firm.become('consultant'));

  test('every call of the contract is classified', () => {
    expect(Object.keys(ASKED).toSorted()).toEqual(NAMES.toSorted());
  });

  test.each(NAMES)('%s lets no foreign row out', async (name) => {
    const [must, ...inputs] = ASKED[name];
    expect(inputs.length).toBeGreaterThan(0);
    for (const input of inputs) {
      const { code, text } = await given(name, input);
      expect(text).not.toContain(FOREIGN);
      for (const id of foreignIds) expect(text).not.toContain(`"${id}"`);
      // NOT_FOUND of an id that nobody has is an answer as well.
      const kinds = {
        seen: ['ok', 'NOT_FOUND', 'NOTHING_TO_REDO'],
        refused: ['FORBIDDEN'],
        house: ['ok'],
      };
      expect(kinds[must]).toContain(code);
    }
  });

  test('a refusal names the rule, the role and who can grant it', async () => {
    for (const name of NAMES) {
      const [must, input] = ASKED[name];
      if (must !== 'refused') continue;
      const failure = await call(name, input).then(
        () => null,
        (error: unknown) => toFailure(error),
      );
      expect(failure).toMatchObject({
        code: 'FORBIDDEN',
        details: { role: 'consultant', grantedBy: ['owner'] },
      });
      expect(failure?.details['rule']).not.toBe('');
    }
  });

  test('what was refused wrote nothing', async () => {
    const rows = () =>
      firm.replica.read(
        (tx) =>
          ['opportunity', 'stage_event', 'stage_approval', 'account', 'pipeline', 'person'].map(
            (table) => tx.all(`SELECT * FROM main.${table} ORDER BY id`),
          ),
        null,
      );
    const before = rows();
    for (const name of NAMES) {
      const [must, ...inputs] = ASKED[name];
      if (must === 'refused') for (const input of inputs) await given(name, input);
    }
    expect(rows()).toEqual(before);
  });

  test('counts, sums, columns and choices are those of the own deals', async () => {
    const own = DEALS.own.length;
    const amountMinor = own * AMOUNTS.own;
    expect(await call('pipeline.summary', query)).toMatchObject({
      matching: own,
      all: own,
      amountMinor,
    });
    expect(await call('pipeline.counts', {})).toEqual([
      { pipelineId: PIPELINE, opportunities: own },
    ]);
    const board = (await call('pipeline.board', { query, windows: [] })) as {
      columns: { amountMinor: number }[];
    };
    expect(board.columns.reduce((sum, column) => sum + column.amountMinor, 0)).toBe(amountMinor);
    const asked = { query, columns: [{ field: 'amountMinor', spans: everything }] };
    expect(await call('pipeline.aggregate', asked)).toMatchObject({
      filled: own,
      numbers: [{ sum: amountMinor }],
    });
    expect(await call('pipeline.choices', { pipelineId: PIPELINE, field: 'ownerName' })).toEqual([
      { value: '陈静', label: '陈静', count: own },
    ]);
  });

  test('own deals are seen with every row, changed, made and taken back', async () => {
    const detail = (await call('pipeline.detail', { id: 'own-1' })) as {
      account: unknown;
      contacts: unknown[];
      touchpoints: unknown[];
    };
    expect(detail.account).toMatchObject({ id: 'account-own' });
    // Whole only when a reason is given.
    expect(detail.contacts).toMatchObject([{ phone: '138****0000' }]);
    expect(detail.touchpoints).toHaveLength(2);
    const update = { id: 'own-1', version: 1, patch: { name: '新名字' }, reason: null };
    expect(await call('pipeline.update', update)).toMatchObject({ name: '新名字', version: 2 });
    expect(await call('history.undo', {})).toMatchObject({ kind: 'pipeline.update' });
    const made = { pipelineId: PIPELINE, name: '新商机', patch: { accountId: 'account-free' } };
    expect(await call('pipeline.create', made)).toMatchObject({ ownerId: REPS.own });
    const named = {
      pipelineId: PIPELINE,
      name: '再一个',
      patch: { accountId: { newName: '新医院' } },
    };
    expect(await call('pipeline.create', named)).toMatchObject({ accountName: '新医院' });
    const listed = (await call('history.list', { limit: 3 })) as { subject: string }[];
    expect(listed.map(({ subject }) => subject)).toEqual(['再一个', '新商机', '新名字']);
  });
});

test('an owner gets the foreign rows: the consultant is not spared by an empty company', async () => {
  const holders = NAMES.filter((name) => /^(?:pipeline|sandbox|history|composer)\./.test(name));
  const leaking: string[] = [];
  for (const name of holders) {
    const [, ...inputs] = ASKED[name];
    if (contract[name].kind !== 'query') continue;
    for (const input of inputs) {
      if ((await given(name, input)).text.includes(FOREIGN)) leaking.push(name);
    }
  }
  expect([...new Set(leaking)]).toEqual([
    'history.list',
    'pipeline.page',
    'pipeline.groupPage',
    'pipeline.choices',
    'pipeline.contacts',
    'pipeline.accounts',
    'pipeline.detail',
    'pipeline.board',
    'pipeline.approvals',
    'sandbox.list',
    'sandbox.get',
    'composer.recipients',
    'composer.exports',
    'composer.ledger',
  ]);
});

test('a manager sees the team, exports it, and nothing of another team', async () => {
  firm.become('manager');
  expect(await call('pipeline.summary', query)).toMatchObject({
    all: DEALS.own.length + DEALS.mate.length,
  });
  const request = {
    query,
    only: null,
    fields: ['name', 'accountName', 'amountMinor'],
    format: 'csv',
  };
  expect(await call('pipeline.exportView', { ...request, ...job })).toMatchObject({ rows: 3 });
  const file = readFileSync(written, 'utf8');
  expect(file).toContain('mate-1');
  expect(file).not.toContain('west');
  await expect(call('pipeline.detail', { id: foreign })).rejects.toMatchObject({
    code: 'FORBIDDEN',
    details: { rule: 'managerTeam', why: 'outOfScope' },
  });
  await expect(call('import.list', {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  // What goes out of reach is given away by those who see both sides.
  const away = { id: mate, version: 1, patch: { ownerId: REPS.west }, reason: null };
  await expect(call('pipeline.update', away)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('a solution manager sees all deals without money or ways to reach a contact, and writes none', async () => {
  firm.become('solutionManager');
  const page = JSON.stringify(await call('pipeline.page', { query, offset: 0, limit: 10 }));
  expect(page).toContain('west-1');
  for (const amount of Object.values(AMOUNTS)) expect(page).not.toContain(String(amount));
  expect(await call('pipeline.summary', query)).toMatchObject({ all: 5, amountMinor: null });
  const detail = (await call('pipeline.detail', { id: 'own-1' })) as {
    contacts: { phone: string | null }[];
  };
  expect(detail.contacts).toMatchObject([{ phone: null }]);
  const update = { id: 'own-1', version: 1, patch: { name: '改' }, reason: null };
  await expect(call('pipeline.update', update)).rejects.toMatchObject({
    code: 'FORBIDDEN',
    details: { why: 'notGranted' },
  });
});

test('the history of a deal leaves out fields that are kept back', async () => {
  const raise = { id: 'own-1', version: 1, patch: { amountMinor: 77_777 }, reason: null };
  await call('pipeline.update', raise);
  const rename = { id: 'own-1', version: 2, patch: { name: '看得见' }, reason: null };
  await call('pipeline.update', rename);
  firm.become('solutionManager');
  const detail = JSON.stringify(await call('pipeline.detail', { id: 'own-1' }));
  expect(detail).toContain('看得见');
  expect(detail).not.toContain('77777');
  expect(JSON.stringify(await call('history.list', { limit: 50 }))).not.toContain('77777');
});
