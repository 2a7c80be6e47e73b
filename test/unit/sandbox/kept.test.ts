import { afterEach, beforeEach, expect, test } from 'vitest';
import { sandboxCommands, sandboxQueries } from '#electron/sandbox/statements';
import { runFixture } from '../composer/run-fixture';
import { openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
beforeEach(() => {
  replica = openTestReplica();
});
afterEach(() => replica.close());

const { id: _id, name: _name, createdAt: _at, ...result } = runFixture();
const question = {
  request: result.request,
  inputsHash: result.inputsHash,
  engineVersion: result.engineVersion,
};
const find = (asked: typeof question) => replica.read(sandboxQueries['sandbox.find'], asked);

test('the same question on the same data by the same engine finds the kept rehearsal', () => {
  expect(find(question)).toBeNull();
  const kept = replica.write(sandboxCommands['sandbox.store'], { name: '一', result });
  expect(find(question)?.id).toBe(kept.id);
  // Threads never change a result.
  expect(find({ ...question, request: { ...result.request, threads: 2 } })?.id).toBe(kept.id);
});

test('another seed, other data, another engine or a removed rehearsal: it is played', () => {
  const { id } = replica.write(sandboxCommands['sandbox.store'], { name: '一', result });
  const { request } = result;
  expect(find({ ...question, request: { ...request, seed: request.seed + 1 } })).toBeNull();
  expect(find({ ...question, inputsHash: 'f'.repeat(64) })).toBeNull();
  expect(find({ ...question, engineVersion: 'next' })).toBeNull();
  replica.write(sandboxCommands['sandbox.remove'], { id });
  expect(find(question)).toBeNull();
});
