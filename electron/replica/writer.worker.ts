import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { registry } from './registry';
import { createWriter } from './writer-thread';

if (parentPort) expose(createWriter(registry), nodeEndpoint(parentPort));
