import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { tellAudit } from '#electron/governance/index';
import type { Handlers } from '#electron/ipc';
import type { ReadHandle, WriteHandle } from '#electron/replica/replica';
import type { Jobs } from '#electron/shell/jobs';
import { collectFacts } from '#shared/composer/facts';
import {
  type ChartName,
  type ComposedDocument,
  type ExportFormat,
  isOfStudy,
  type TableName,
  type VerifyReport,
} from '#shared/composer/model';
import { emptyTables } from '#shared/composer/tables';
import { fillTemplate } from '#shared/composer/template';
import { SandtableError } from '#shared/errors';
import { formatInstant } from '#shared/format';
import type { RunResult } from '#shared/sandbox/run-result';
import type { Language, OpenWorkspace } from '#shared/workspace/model';
import { exportBatch } from './export-batch';
import { exportDocument } from './export-document';
import { documentOfStudy, figureStudy, type StudyPort } from './document-of-study';
import { tableOfRun } from './figures';
import { ownName, ownRun } from './own-names';
import { documentText, template } from './texts';
import { NO_KNOWLEDGE, verifyBytes } from './verify-file';

/** Turns an HTML page (UTF-8) into a PDF, or into one PNG for each of its pages. @throws SandtableError CANCELLED */
export interface PdfPort {
  print(html: Uint8Array, signal: AbortSignal | undefined): Promise<Uint8Array>;
  /** @throws SandtableError FILE_TOO_LARGE when there are too many pages */
  pictures(html: Uint8Array, signal: AbortSignal | undefined): Promise<Uint8Array[]>;
}

/** What asks the person. Null = the dialog was closed. */
export interface ComposerDialogs {
  /** `overwrite`: the person has agreed to replace the file that is there. */
  chooseExportFile(
    suggestedName: string,
    format: ExportFormat,
  ): Promise<{ readonly path: string; readonly overwrite: boolean } | null>;
  /** The folder for the files of many recipients. */
  chooseExportFolder(): Promise<string | null>;
  chooseFileToVerify(): Promise<string | null>;
}

export interface ComposerNeeds {
  /** The open replica. @throws SandtableError NO_WORKSPACE */
  readonly replica: () => { readonly reader: ReadHandle; readonly writer: WriteHandle };
  /** The open workspace. @throws SandtableError NO_WORKSPACE */
  readonly workspace: () => Pick<
    OpenWorkspace,
    'id' | 'name' | 'kind' | 'userId' | 'userName' | 'asOfDay'
  >;
  readonly jobs: Pick<Jobs, 'run'>;
  readonly pdf: PdfPort;
  readonly dialogs: ComposerDialogs;
  /** The path behind a token of a dropped file. @throws SandtableError FILE_NOT_FOUND */
  readonly files: { resolve(token: string): string };
  /** Epoch ms UTC. */
  readonly clock: () => number;
  readonly newId: () => string;
  /** IANA name of the zone whose local time is printed beside UTC. */
  readonly timeZone: string;
  /** Signed into every export: versions of the product and of Electron. */
  readonly appInfo: { readonly version: string; readonly runtime: string };
  /** Folder of the fonts that `scripts/fonts.mjs` makes. */
  readonly fontFolder: string;
  readonly studies: StudyPort;
}

type ComposerCall = Extract<keyof Handlers, `composer.${string}`>;
export type ComposerHandlers = Pick<Handlers, ComposerCall>;

/** The use cases of the room, bound to the calls of the contract. */
export function composerService(needs: ComposerNeeds): ComposerHandlers {
  const reader = () => needs.replica().reader;
  const writer = () => needs.replica().writer;
  const run = (id: string, name: ChartName | TableName, language: Language) =>
    isOfStudy(name) ? figureStudy(needs, id) : rehearsalOf(needs, id, language);
  return {
    'composer.list': () => reader().read('composer.list', {}),
    'composer.get': (input) => reader().read('composer.get', input),
    'composer.create': (input) => createDocument(needs, input),
    'composer.ofStudy': ({ jobId, ...input }) =>
      needs.jobs.run(jobId, 'compose', (job) => documentOfStudy(needs, input, job)),
    'composer.save': (input) => writer().write('composer.save', input),
    'composer.versions': (input) => reader().read('composer.versions', input),
    'composer.version': (input) => reader().read('composer.version', input),
    'composer.remove': (input) => writer().write('composer.remove', input),
    'composer.table': async ({ runId, table, language }) =>
      tableOfRun(await run(runId, table, language), table, language),
    'composer.chart': async ({ runId, chart, language }) =>
      reader().readJob('composer.chart', {
        run: await run(runId, chart, language),
        chart,
        language,
      }),
    'composer.export': ({ jobId, ...input }) =>
      needs.jobs.run(jobId, 'compose', (job) => exportDocument(needs, input, job)),
    'composer.exportMany': ({ jobId, ...input }) =>
      needs.jobs.run(jobId, 'compose', (job) => exportBatch(needs, input, job)),
    'composer.recipients': (input) => reader().read('composer.recipients', input),
    'composer.exports': (input) => reader().read('composer.exports', input),
    'composer.ledger': (input) => reader().read('composer.ledger', input),
    'composer.keys': () => reader().read('composer.keys', {}),
    'composer.rotateKey': () => writer().write('composer.rotateKey', null),
    'composer.revokeKey': (input) => writer().write('composer.revokeKey', input),
    'composer.verify': async ({ fileToken }) => {
      const path =
        fileToken === null
          ? await needs.dialogs.chooseFileToVerify()
          : needs.files.resolve(fileToken);
      if (path === null) return null;
      const bytes = await readForVerify(path);
      const fileName = basename(path);
      const report = await reader().readJob('composer.verify', { fileName, bytes });
      const facts = { fileName, verdict: report.verdict };
      await tellAudit(writer(), { kind: 'fileVerified', facts });
      return report;
    },
  };
}

async function rehearsalOf(
  { replica }: Pick<ComposerNeeds, 'replica'>,
  id: string,
  language: Language,
): Promise<RunResult> {
  return ownRun(await replica().reader.read('sandbox.get', { id }), language);
}

type CreateInput = Parameters<ComposerHandlers['composer.create']>[0];

/** A new document from the template, its merge fields filled from the workspace and the chosen rehearsal. */
async function createDocument(
  needs: ComposerNeeds,
  { templateId, title, language, runId }: CreateInput,
): Promise<ComposedDocument> {
  const { reader, writer } = needs.replica();
  const workspace = needs.workspace();
  const run =
    runId === null ? null : ownRun(await reader.read('sandbox.get', { id: runId }), language);
  const pipelines = run ? await reader.read('pipeline.list', {}) : [];
  const pipeline = pipelines.find(({ id }) => id === run?.request.pipelineId) ?? null;
  const text = documentText(language);
  const facts = collectFacts(
    {
      workspace: {
        name: ownName(workspace.name, language),
        userName: ownName(workspace.userName, language),
      },
      today: formatInstant(needs.clock(), needs.timeZone).slice(0, 10),
      pipeline: pipeline && { ...pipeline, name: ownName(pipeline.name, language) },
      run,
    },
    { language, text },
  );
  const content = fillTemplate(template(templateId), {
    title,
    language,
    facts,
    run: run && { id: run.id, asOfDay: run.request.asOfDay },
    without: run === null ? [] : emptyTables(run),
    text,
    newId: needs.newId,
  });
  return writer.write('composer.create', { templateId, content });
}

const MOST_BYTES = 200 * 1024 * 1024;

/** @throws SandtableError FILE_NOT_FOUND, FILE_TOO_LARGE, FILE_UNREADABLE */
async function readForVerify(path: string): Promise<Uint8Array> {
  const details = { fileName: basename(path) };
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) {
      throw new SandtableError('FILE_TOO_LARGE', 'file to verify is over 200 MB', details);
    }
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (error instanceof SandtableError) throw error;
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const code = missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE';
    throw new SandtableError(code, 'file to verify cannot be read', details);
  }
}

/**
 * The verdict on a file without any workspace: who exported it and whether a byte changed. Without a workspace no key
 * is known, so the best verdict is `unknownKey` together with the key's fingerprint; of a picture, `unknownTrace` with
 * the trace code.
 * @throws SandtableError FILE_NOT_FOUND, FILE_TOO_LARGE, FILE_UNREADABLE
 */
export async function verifyFile(path: string): Promise<VerifyReport> {
  return verifyBytes(basename(path), await readForVerify(path), NO_KNOWLEDGE);
}
