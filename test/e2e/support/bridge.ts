import type { CallInput, CallName, CallOutput, Reply } from '../../../shared/contract';

/** The page's bridge as tests see it when they call it directly. */
type Bridge = {
  readonly [N in CallName]: (input: CallInput<N>) => Promise<Reply<CallOutput<N>>>;
};

declare global {
  interface Window {
    readonly sandtable?: Bridge;
  }
}
