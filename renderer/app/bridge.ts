import type {
  CallInput,
  CallName,
  CallOutput,
  FeedMessage,
  FeedName,
  Reply,
} from '#shared/contract';

/** Every call of the contract by name. */
export type Calls = {
  readonly [N in CallName]: (input: CallInput<N>) => Promise<Reply<CallOutput<N>>>;
};

/** What the preload puts on `window`: one function a call, the feeds, and tokens for dropped files. */
export type Bridge = Calls & {
  on<N extends FeedName>(feed: N, listener: (message: FeedMessage<N>) => void): () => void;
  droppedFile(file: File): Promise<Reply<string>>;
};
