import { basename } from 'node:path';
import type { Handlers } from '#electron/ipc';
import type { ReadHandle, WriteHandle } from '#electron/replica/replica';
import type { Jobs } from '#electron/shell/jobs';
import { localDay } from '#electron/shell/local-day';
import type { Language } from '#shared/workspace/model';
import { tellAudit } from './tell';
import en from '#resources/locales/en/audit.json';
import zh from '#resources/locales/zh-CN/audit.json';

export interface GovernanceNeeds {
  /** The open workspace: its folder and its replica. @throws SandtableError NO_WORKSPACE */
  readonly session: () => {
    readonly folder: string;
    readonly replica: { readonly reader: ReadHandle; readonly writer: WriteHandle };
  };
  readonly jobs: Pick<Jobs, 'run'>;
  readonly dialogs: {
    /** Null = closed by the person. */
    saveTable(suggestedName: string, format: 'csv'): Promise<string | null>;
  };
  readonly language: () => Language;
  /** Epoch ms. */
  readonly clock: () => number;
}

type GovernanceHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `audit.${string}` | `personal.${string}`>
>;

/** The use cases of the room, bound to the calls of the contract. */
export function governanceService(needs: GovernanceNeeds): GovernanceHandlers {
  return {
    'audit.page': (input) => needs.session().replica.reader.read('audit.page', input),
    'audit.verify': ({ jobId }) =>
      needs.jobs.run(jobId, 'verify', ({ signal, progress }) => {
        const { folder, replica } = needs.session();
        const hooks = { signal, onProgress: progress };
        return replica.reader.readJob('audit.verify', { folder }, hooks);
      }),
    'audit.export': async ({ jobId, ...filter }) => {
      const words = needs.language() === 'zh-CN' ? zh : en;
      const name = `${words.file.name}-${localDay(needs.clock())}.csv`;
      const target = await needs.dialogs.saveTable(name, 'csv');
      if (target === null) return null;
      const { reader, writer } = needs.session().replica;
      const { n, at, kind, code, actor, actorId, facts, prev, hash } = words.file.header;
      const headers = [n, at, kind, code, actor, actorId, facts, prev, hash];
      const input = { ...filter, target, headers, kinds: words.kind };
      const rows = await needs.jobs.run(jobId, 'export', ({ signal, progress }) =>
        reader.readJob('audit.export', input, { signal, onProgress: progress }),
      );
      const fileName = basename(target);
      await tellAudit(writer, { kind: 'auditExported', facts: { fileName, rows } });
      return { fileName, rows };
    },
    'personal.unmask': (input) => needs.session().replica.writer.write('personal.unmask', input),
    'personal.unmaskAccount': (input) =>
      needs.session().replica.writer.write('personal.unmaskAccount', input),
    'personal.scan': ({ jobId }) =>
      needs.jobs.run(jobId, 'scan', ({ signal, progress }) =>
        needs.session().replica.reader.readJob('personal.scan', null, {
          signal,
          onProgress: progress,
        }),
      ),
  };
}
