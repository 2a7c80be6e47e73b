import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { createReader } from './reader-thread';
import { registry } from './registry';

if (parentPort) expose(createReader(registry), nodeEndpoint(parentPort));
