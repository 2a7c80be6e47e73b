/** A migration's text, put into the bundle at build time. */
declare module '*.sql?raw' {
  const text: string;
  export default text;
}

/** The package types this file under another name than it ships it. */
declare module 'comlink/dist/esm/node-adapter.mjs' {
  import type { Endpoint } from 'comlink';
  import type { MessagePort, Worker } from 'node:worker_threads';

  export default function nodeEndpoint(port: MessagePort | Worker): Endpoint;
}
