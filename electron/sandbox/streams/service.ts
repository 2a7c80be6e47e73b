import { basename } from 'node:path';
import type { Handlers } from '#electron/ipc';
import type { OpenReplica } from '#electron/replica/replica';
import type { FileTokens } from '#electron/shell/file-tokens';
import type { Jobs, RunningJob } from '#electron/shell/jobs';
import type { StreamPlan } from '#shared/sandbox/streams/model';
import type { StreamFile } from './read-file';

export interface StreamNeeds {
  /** The open replica. @throws SandtableError NO_WORKSPACE */
  readonly replica: () => OpenReplica;
  readonly jobs: Jobs;
  readonly files: FileTokens;
  /** The day that "today" is in the open workspace. */
  readonly asOfDay: () => string;
}

type StreamHandlers = Pick<
  Handlers,
  'sandbox.streams' | 'sandbox.lookAtStream' | 'sandbox.loadStream' | 'sandbox.clearStream'
>;

const hooks = (job: RunningJob) => ({ signal: job.signal, onProgress: job.progress });

/** The use cases of the data streams: what is there and how good it is, and loading it from files. */
export function streamService({ replica, jobs, files, asOfDay }: StreamNeeds): StreamHandlers {
  const fileOf = ({ fileToken, ...plan }: StreamPlan & { fileToken: string }): StreamFile => {
    const path = files.resolve(fileToken);
    return { ...plan, path, fileName: basename(path) };
  };
  return {
    'sandbox.streams': () => replica().reader.read('sandbox.streams', { today: asOfDay() }),
    'sandbox.lookAtStream': ({ jobId, ...plan }) =>
      jobs.run(jobId, 'preview', (job) =>
        replica().reader.readJob('sandbox.lookAtStream', fileOf(plan), hooks(job)),
      ),
    'sandbox.loadStream': ({ jobId, ...plan }) =>
      jobs.run(jobId, 'import', async (job) => {
        const file = fileOf(plan);
        const { path } = file;
        const fileHash = await replica().reader.readJob('import.fileHash', { path }, hooks(job));
        return replica().writer.writeJob('sandbox.loadStream', { ...file, fileHash }, hooks(job));
      }),
    'sandbox.clearStream': (input) => replica().writer.write('sandbox.clearStream', input),
  };
}
