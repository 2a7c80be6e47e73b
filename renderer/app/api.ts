import type {
  CallInput,
  CallName,
  CallOutput,
  Contract,
  FeedMessage,
  FeedName,
  Reply,
} from '#shared/contract';
import { fromFailure, SandtableError } from '#shared/errors';
import type { Bridge, Calls } from './bridge';
import { answerAhead } from './read-ahead';

declare global {
  interface Window {
    /** Absent only when the preload failed. */
    readonly sandtable?: Bridge;
  }
}

/** Calls that read and may be cached by their input. */
export type QueryName = {
  [N in CallName]: Contract[N]['kind'] extends 'query' ? N : never;
}[CallName];

/** Calls that write or have an effect. */
export type CommandName = Exclude<CallName, QueryName>;

function bridge(): Bridge {
  if (window.sandtable === undefined) throw new SandtableError('INTERNAL', 'the bridge is missing');
  return window.sandtable;
}

/**
 * Asks the main process. Resolves with the value.
 * @throws {SandtableError} with the code of the failure.
 */
export async function call<N extends CallName>(
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  const calls: Calls = bridge();
  const reply = await (answerAhead(name, input) ?? calls[name](input));
  const value = valueOf(reply);
  if (reply.ok && reply.actionId !== undefined && typeof value === 'object' && value !== null) {
    actions.set(value, reply.actionId);
  }
  if (reply.ok && reply.file !== undefined && typeof value === 'object' && value !== null) {
    files.set(value, reply.file);
  }
  return value;
}

/** The undoable action that a command's value came from. */
const actions = new WeakMap<object, string>();

/** The action that a command wrote, by the very value it resolved with; undefined when it wrote none. */
export function actionOf(value: object): string | undefined {
  return actions.get(value);
}

/** The files that commands wrote. */
const files = new WeakMap<object, string>();

/** The token of the file that a command wrote, by the very value it resolved with; undefined when it wrote none. */
export function fileOf(value: object): string | undefined {
  return files.get(value);
}

/** Listens to a feed; returns the way to stop. */
export function listen<N extends FeedName>(
  feed: N,
  listener: (message: FeedMessage<N>) => void,
): () => void {
  return bridge().on(feed, listener);
}

/** A token that stands for a file dropped on the window; the page never learns its path. */
export async function droppedFile(file: File): Promise<string> {
  return valueOf(await bridge().droppedFile(file));
}

function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw fromFailure(reply.error);
  return reply.value;
}
