import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { contract, feeds } from '#shared/contract';
import type {
  CallInput,
  CallName,
  CallOutput,
  FeedMessage,
  FeedName,
  Reply,
} from '#shared/contract';
import { SandtableError, toFailure } from '#shared/errors';
import { inputLimit, fitsWithin } from './input-size';
import { isOwnPage } from './shell/lockdown';
import { withAction } from './shell/written-action';

/** What a service offers for each call it answers. */
export type Handlers = {
  [N in CallName]: (input: ParsedInput<N>) => Promise<CallOutput<N>> | CallOutput<N>;
};
/** The input after zod has parsed it (defaults filled, strings trimmed). */
export type ParsedInput<N extends CallName> = import('zod').output<(typeof contract)[N]['input']>;

interface IpcOptions {
  readonly handlers: Handlers;
  /** Turns a dropped file's path into a token that `import.inspect` and `composer.verify` accept. */
  readonly registerFile: (path: string) => string;
  /** Turns the path of a file that a call wrote into a token that `app.showWritten` accepts. */
  readonly registerWritten: (path: string) => string;
  /** True for the windows that may call: our own main windows. */
  readonly isKnownWindow: (sender: WebContents) => boolean;
  /** Parse what goes out, too: on in development and tests. */
  readonly checkOutputs: boolean;
  readonly log: (line: { call: string; code: string; message: string }) => void;
}

/** Only the main frame of one of our windows, showing our own origin, may call. */
function checkSender(event: IpcMainInvokeEvent, options: IpcOptions): void {
  const frame = event.senderFrame;
  const trusted =
    frame !== null &&
    frame.parent === null &&
    isOwnPage(frame.url) &&
    options.isKnownWindow(event.sender);
  if (!trusted) throw new SandtableError('BAD_SENDER', 'call from an unknown frame');
}

async function answer<N extends CallName>(
  name: N,
  input: CallInput<N>,
  options: IpcOptions,
): Promise<CallOutput<N>> {
  if (!fitsWithin(input, inputLimit(name))) {
    throw new SandtableError('BAD_INPUT', `input of ${name} is too large`, { where: '' });
  }
  const parsed = contract[name].input.safeParse(input);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new SandtableError('BAD_INPUT', `input of ${name} is not valid at "${where}"`, { where });
  }
  const output = await options.handlers[name](parsed.data as ParsedInput<N>);
  if (!options.checkOutputs) return output;
  return contract[name].output.parse(output) as CallOutput<N>;
}

/** What answers the two channels of a window: calls of the contract, and dropped files. */
export interface Answers {
  readonly call: (
    event: IpcMainInvokeEvent,
    name: unknown,
    input: unknown,
  ) => Promise<Reply<unknown>>;
  readonly droppedFile: (event: IpcMainInvokeEvent, path: unknown) => Reply<string>;
}

/** Binds the contract to its handlers. */
export function answersOf(options: IpcOptions): Answers {
  return {
    async call(event, name, input) {
      try {
        checkSender(event, options);
        if (typeof name !== 'string' || !Object.hasOwn(contract, name)) {
          throw new SandtableError('BAD_INPUT', 'unknown call');
        }
        const { value, actionId, path } = await withAction<unknown>(() =>
          answer(name as CallName, input as never, options),
        );
        return {
          ok: true,
          value,
          ...(actionId === null ? {} : { actionId }),
          // No value: nothing was written.
          ...(path === null || value === null ? {} : { file: options.registerWritten(path) }),
        };
      } catch (error) {
        const failure = toFailure(error);
        const unexpected = failure.code === 'INTERNAL' && error instanceof Error;
        const message = unexpected ? (error.stack ?? error.name) : failure.message;
        options.log({ call: String(name).slice(0, 60), code: failure.code, message });
        return { ok: false, error: failure };
      }
    },
    droppedFile(event, path) {
      try {
        checkSender(event, options);
        if (typeof path !== 'string' || path === '') {
          throw new SandtableError('BAD_INPUT', 'not a file');
        }
        return { ok: true, value: options.registerFile(path) };
      } catch (error) {
        return { ok: false, error: toFailure(error) };
      }
    },
  };
}

/** Sends a feed message to a window; a message that does not fit the contract is a defect and throws. */
export function tell<N extends FeedName>(
  target: WebContents,
  feed: N,
  message: FeedMessage<N>,
): void {
  if (target.isDestroyed()) return;
  target.send(`feed:${feed}`, feeds[feed].parse(message));
}
