import { basename, extname } from 'node:path';
import type { z } from 'zod';
import { tellAudit } from '#electron/governance/index';
import type { ReadHandle, WriteHandle } from '#electron/replica/replica';
import { ifWritable } from '#electron/replica/if-writable';
import { newId } from '#electron/replica/ids';
import { localDay } from '#electron/shell/local-day';
import type { contract, CallName, CallOutput } from '#shared/contract';
import { guessKind, guessMapping, missingRequired } from '#shared/pipeline/import-fields';
import type { ImportInspection, ImportPlan } from '#shared/pipeline/import-model';
import { isOpening } from '#shared/pipeline/opening-view';
import type { ExportFormat } from '#shared/pipeline/model';
import { SandtableError } from '#shared/errors';
import type { Language } from '#shared/workspace/model';
import type { Readiness } from './grid/columns';
import { headersHash } from './importing/headers-hash';
import type { InspectFile } from './importing/inspector';
import type { FilePlan } from './importing/walk';
import { fileWords } from './words';

type Input<N extends CallName> = z.output<(typeof contract)[N]['input']>;
type RoomCall = Extract<CallName, `pipeline.${string}` | `account.${string}` | `import.${string}`>;
/** What the room answers, call by call. */
export type PipelineHandlers = { [N in RoomCall]: (input: Input<N>) => Promise<CallOutput<N>> };

/** What a job gets from the application: its progress goes to the window, its signal comes from there. */
interface Running {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number, phase: string) => void;
}

export interface PipelineNeeds {
  /** The open replica. @throws SandtableError NO_WORKSPACE */
  readonly replica: () => { readonly reader: ReadHandle; readonly writer: WriteHandle };
  readonly jobs: {
    run<T>(
      jobId: string,
      kind: 'import' | 'export' | 'edit' | 'preview' | 'revert' | 'duplicates',
      work: (job: Running) => Promise<T>,
    ): Promise<T>;
  };
  readonly files: { register(path: string): string; resolve(token: string): string };
  /** File dialogs of the system; null = closed by the person. */
  readonly dialogs: {
    openTable(): Promise<string | null>;
    saveTable(suggestedName: string, format: ExportFormat): Promise<string | null>;
  };
  /** The first look at a foreign file, away from the data. */
  readonly inspectFile: InspectFile;
  readonly language: () => Language;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** The use cases of the pipeline room, bound to the contract. Free of Electron: everything outside comes as `needs`. */
export function pipelineService(needs: PipelineNeeds): PipelineHandlers {
  const reader = (): ReadHandle => needs.replica().reader;
  const writer = (): WriteHandle => needs.replica().writer;
  const hooks = (job: Running) => ({ signal: job.signal, onProgress: job.progress });
  /**
   * Waits until the reader has in memory what a question needs. It works in short steps, so that rows that need nothing
   * of it come to the screen meanwhile.
   */
  async function ready(pipelineId: string, upTo: Readiness): Promise<void> {
    while (!(await reader().read('pipeline.prepare', { pipelineId, upTo }))) continue;
  }

  async function asked<T>(query: Input<'pipeline.summary'>, read: () => Promise<T>): Promise<T> {
    await ready(query.pipelineId, neededBy(query));
    return read();
  }

  async function inspect({ fileToken, kind, format }: Input<'import.inspect'>) {
    const path = needs.files.resolve(fileToken);
    const today = localDay(needs.clock());
    const { bytes, ...head } = await needs.inspectFile({ path, format, today });
    const hash = headersHash(head.headers);
    const known = await reader().read('import.remembered', { headersHash: hash, kind });
    const chosen = kind ?? known?.kind ?? guessKind(head.headers);
    const mapping = known?.mapping ?? guessMapping(head.headers, chosen);
    return {
      ...head,
      fileToken,
      fileName: basename(path),
      bytes,
      kind: chosen,
      mapping,
      today,
      valueMap: known?.valueMap ?? {},
      key: known?.key ?? 'externalId',
      same: known?.same ?? {},
      mappingFrom: known ? 'remembered' : 'guessed',
      missingRequired: missingRequired(mapping, chosen),
    } satisfies ImportInspection;
  }

  function filePlan({ fileToken, ...plan }: ImportPlan): FilePlan {
    const path = needs.files.resolve(fileToken);
    return { ...plan, path, fileName: basename(path) };
  }

  return {
    'pipeline.list': () => reader().read('pipeline.list', {}),
    'pipeline.counts': () => reader().read('pipeline.counts', {}),
    'pipeline.page': (input) => {
      const read = () => reader().read('pipeline.page', input);
      return isOpening(input.query) ? read() : asked(input.query, read);
    },
    'pipeline.summary': async (query) => {
      const summary = await asked(query, () => reader().read('pipeline.summary', query));
      // What search and the order of names need is made while the person looks at the first rows. A replica that closes
      // meanwhile needs nothing any more.
      ready(query.pipelineId, 'names').catch(() => undefined);
      return summary;
    },
    'pipeline.views': (input) => reader().read('pipeline.views', input),
    'pipeline.saveView': (input) => writer().write('pipeline.saveView', input),
    'pipeline.removeView': (input) => writer().write('pipeline.removeView', input),
    'pipeline.groupPage': (input) =>
      asked(input.query, () => reader().read('pipeline.groupPage', input)),
    'pipeline.probabilities': async (input) => {
      await ready(input.pipelineId, 'columns');
      return reader().read('pipeline.probabilities', input);
    },
    'pipeline.choices': async (input) => {
      await ready(input.pipelineId, 'columns');
      return reader().read('pipeline.choices', input);
    },
    'pipeline.owners': async (input) => {
      await ready(input.pipelineId, 'columns');
      return reader().read('pipeline.owners', input);
    },
    'pipeline.accounts': async (input) => {
      await ready(input.pipelineId, 'columns');
      return reader().read('pipeline.accounts', input);
    },
    'pipeline.products': async (input) => {
      await ready(input.pipelineId, 'columns');
      return reader().read('pipeline.products', input);
    },
    'pipeline.contacts': (input) => reader().read('pipeline.contacts', input),
    'pipeline.detail': (input) => reader().read('pipeline.detail', input),
    'pipeline.locate': (input) => asked(input.query, () => reader().read('pipeline.locate', input)),
    'pipeline.create': (input) => writer().write('pipeline.create', input),
    'pipeline.createPipeline': (input) => writer().write('pipeline.createPipeline', input),
    'pipeline.update': (input) => writer().write('pipeline.update', input),
    'pipeline.transition': (input) => writer().write('pipeline.transition', input),
    'pipeline.board': (input) => asked(input.query, () => reader().read('pipeline.board', input)),
    'pipeline.dwell': (input) => reader().readJob('pipeline.dwell', input),
    'pipeline.approvals': () => reader().read('pipeline.approvals', {}),
    'pipeline.decide': (input) => writer().write('pipeline.decide', input),
    'pipeline.rulesHistory': (input) => reader().read('pipeline.rulesHistory', input),
    'pipeline.saveRules': async (input) => {
      await writer().write('pipeline.saveRules', input);
      return {};
    },

    'pipeline.aggregate': (input) => reader().read('pipeline.aggregate', input),
    'pipeline.planMany': ({ jobId, target, change, reason }) =>
      needs.jobs.run(jobId, 'edit', async (job) => {
        const found = await reader().read('pipeline.targets', target);
        const edit = { ...found, change, reason, now: needs.clock() };
        return reader().readJob('pipeline.planMany', edit, hooks(job));
      }),
    'pipeline.updateMany': ({ jobId, target, change, reason, fingerprint }) =>
      needs.jobs.run(jobId, 'edit', async (job) => {
        const found = await reader().read('pipeline.targets', target);
        if (found.fingerprint !== fingerprint) {
          throw new SandtableError('CONFLICT_VERSION', 'the rows are not those of the plan');
        }
        const edit = { ...found, change, reason };
        return writer().writeJob('pipeline.updateMany', edit, hooks(job));
      }),

    'pipeline.exportView': async ({ jobId, ...request }) => {
      const language = needs.language();
      const name = `${fileWords(language).exportName}-${localDay(needs.clock())}`;
      const { format } = request;
      const target = await needs.dialogs.saveTable(`${name}.${format}`, format);
      if (target === null) return null;
      const traceId = newId();
      const at = needs.clock();
      const fileName = basename(target);
      const { rows, removed } = await needs.jobs.run(jobId, 'export', (job) =>
        reader().readJob(
          'pipeline.exportView',
          { ...request, target, traceId, at, language },
          hooks(job),
        ),
      );
      const { query, fields } = request;
      const chosen = request.only === null ? null : rows;
      const entry = { traceId, at, fileName, format, query, chosen, fields, rows };
      // The file is written: what a damaged workspace still shows can be taken out of it.
      await ifWritable(() => writer().write('pipeline.registerExport', entry));
      return { fileName, rows, removed, traceId };
    },

    'account.get': (input) => reader().read('account.get', input),
    'account.update': (input) => writer().write('account.update', input),
    'account.addPerson': (input) => writer().write('account.addPerson', input),
    'account.removePerson': (input) => writer().write('account.removePerson', input),
    'account.updatePerson': (input) => writer().write('account.updatePerson', input),
    'account.findDuplicates': ({ jobId, kind }) =>
      needs.jobs.run(jobId, 'duplicates', (job) =>
        reader().readJob('account.findDuplicates', { kind }, hooks(job)),
      ),
    'account.judge': (input) => writer().write('account.judge', input),
    'account.compare': (input) => reader().read('account.compare', input),
    'account.merge': (input) => writer().write('account.merge', input),
    'account.merges': (input) => reader().read('account.merges', input),
    'account.unmerge': (input) => writer().write('account.unmerge', input),

    'import.pickFile': async () => {
      const path = await needs.dialogs.openTable();
      if (path === null) return null;
      return inspect({ fileToken: needs.files.register(path), kind: null, format: null });
    },
    'import.inspect': inspect,
    'import.preview': ({ jobId, ...plan }) =>
      needs.jobs.run(jobId, 'preview', (job) =>
        reader().readJob('import.preview', filePlan(plan), hooks(job)),
      ),
    'import.run': ({ jobId, ...plan }) =>
      needs.jobs.run(jobId, 'import', async (job) => {
        const file = filePlan(plan);
        const { path } = file;
        const fileHash = await reader().readJob('import.fileHash', { path }, hooks(job));
        const { fileToken: _, ...kept } = plan;
        await writer().write('import.keepPending', { path, fileHash, plan: kept });
        return writer().writeJob('import.run', file, hooks(job));
      }),
    'import.pending': () => reader().read('import.pending', {}),
    'import.resume': async () => {
      const kept = await reader().read('import.keptPending', {});
      if (kept === null) throw new SandtableError('NOT_FOUND', 'no import is unfinished');
      const { path, plan, fileHash } = kept;
      const changed = (await reader().readJob('import.fileHash', { path })) !== fileHash;
      const { kind, format, mapping, valueMap = {}, same = {}, key = 'externalId' } = plan;
      const seen = await inspect({ fileToken: needs.files.register(path), kind, format });
      if (changed) return { inspection: seen, plan, changed };
      const missing = missingRequired(mapping, kind);
      const chosen = { mapping, valueMap, same, key };
      const as = { ...chosen, missingRequired: missing, mappingFrom: 'given' } as const;
      return { inspection: { ...seen, ...as }, plan, changed };
    },
    'import.forget': async () => {
      await writer().write('import.forgetPending', {});
      return {};
    },
    'import.saveRejects': async ({ jobId, fileFormat = 'csv', ...plan }) => {
      const file = filePlan(plan);
      const words = fileWords(needs.language());
      const name = basename(file.fileName, extname(file.fileName));
      const target = await needs.dialogs.saveTable(
        `${name}-${words.rejectsSuffix}.${fileFormat}`,
        fileFormat,
      );
      if (target === null) return null;
      const input = {
        plan: file,
        target,
        words: words.rejects,
      };
      const rows = await needs.jobs.run(jobId, 'export', (job) =>
        reader().readJob('import.saveRejects', input, hooks(job)),
      );
      const fileName = basename(target);
      await tellAudit(writer(), { kind: 'rejectsExported', facts: { fileName, rows } });
      return { fileName, rows };
    },

    'import.list': () => reader().read('import.list', {}),
    'import.planRevert': ({ jobId, ...request }) =>
      needs.jobs.run(jobId, 'revert', (job) =>
        reader().readJob('import.planRevert', request, hooks(job)),
      ),
    'import.revert': ({ jobId, ...order }) =>
      needs.jobs.run(jobId, 'revert', (job) =>
        writer().writeJob('import.revert', order, hooks(job)),
      ),
    'import.saveKept': async ({ jobId, ...request }) => {
      const words = fileWords(needs.language()).kept;
      const target = await needs.dialogs.saveTable(`${words.suffix}.csv`, 'csv');
      if (target === null) return null;
      const rows = await needs.jobs.run(jobId, 'export', (job) =>
        reader().readJob('import.saveKept', { request, target, words }, hooks(job)),
      );
      const fileName = basename(target);
      await tellAudit(writer(), { kind: 'keptExported', facts: { fileName, rows } });
      return { fileName, rows };
    },
  };
}

/** How much of the columns a query looks at. */
function neededBy({ quick, filters, sort }: Input<'pipeline.summary'>): Readiness {
  if (sort.some(({ field }) => field === 'name')) return 'names';
  return quick.trim() !== '' || filters.name !== undefined ? 'texts' : 'columns';
}
