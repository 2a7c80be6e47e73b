import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { createReader } from '#electron/replica/reader-thread';
import { testRegistry } from './test-registry';

if (parentPort) expose(createReader(testRegistry), nodeEndpoint(parentPort));
