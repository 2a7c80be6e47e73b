import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { createWriter } from '#electron/replica/writer-thread';
import { testRegistry } from './test-registry';

if (parentPort) expose(createWriter(testRegistry), nodeEndpoint(parentPort));
