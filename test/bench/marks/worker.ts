import { parentPort } from 'node:worker_threads';
import { countAlarms, measurePage, type Alarms, type PageFindings } from './measure';

/** What a thread is asked: a page through channels, or pieces of it that nobody must be named for. */
export type Task =
  | {
      readonly kind: 'channels';
      readonly folder: string;
      readonly page: string;
      readonly only?: string;
    }
  | {
      readonly kind: 'alarms';
      readonly folder: string;
      readonly page: string;
      readonly count: number;
    };

export type Answer =
  | { readonly kind: 'channels'; readonly result: PageFindings }
  | { readonly kind: 'alarms'; readonly result: Alarms };

function answerTo(task: Task): Answer {
  const { folder, page } = task;
  if (task.kind === 'alarms') {
    return { kind: 'alarms', result: countAlarms(folder, page, task.count) };
  }
  const wanted = (channel: string) => (task.only ?? channel) === channel;
  return { kind: 'channels', result: measurePage(folder, page, wanted) };
}

// A thread's port has no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
const say = (answer: Answer): void => parentPort?.postMessage(answer);
parentPort?.on('message', (task: Task) => say(answerTo(task)));
