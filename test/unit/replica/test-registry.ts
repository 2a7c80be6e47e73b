import { existsSync, writeFileSync } from 'node:fs';
import { SandtableError } from '#shared/errors';
import { listActions, replicaStatus } from '#electron/replica/history';
import type { Command, Query, ReadJob, WriteJob } from '#electron/replica/transaction';

const owners: Query<null, { id: string; name: string; version: number }[]> = (tx) =>
  tx.all('SELECT id, name, version FROM owner WHERE deleted_at IS NULL ORDER BY id');

const add: Command<{ id: string; name: string }, null> = (tx, { id, name }) => {
  tx.insert('owner', { id, name });
  tx.describe(name);
  return null;
};

const rename: Command<{ id: string; name: string }, string[]> = (tx, { id, name }) =>
  tx.update('owner', id, { name });

const refuse: Command<{ id: string }, null> = (tx, { id }) => {
  tx.insert('owner', { id, name: '不会留下' });
  throw new SandtableError('BAD_INPUT', 'refused after writing');
};

/** Dies in the middle of a transaction. */
const die: Command<{ id: string }, null> = (tx, { id }) => {
  tx.insert('owner', { id, name: '半途' });
  process.exit(7);
};

/** Dies when it is asked first; `mark` is a file that tells whether it was. */
const dieOnce: Query<{ mark: string }, string> = (_tx, { mark }) => {
  if (existsSync(mark)) return 'answered';
  writeFileSync(mark, '');
  process.exit(7);
};

const fill: WriteJob<{ count: number; pauseMs: number }, number> = async (tx, input, job) => {
  for (let index = 0; index < input.count; index += 1) {
    tx.insertMany('owner', ['id', 'name'], [[tx.newId(), `批 ${index}`]]);
    job.progress(index + 1, input.count, 'rows');
    job.throwIfCancelled();
    if (input.pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, input.pauseMs));
  }
  tx.describe('批量');
  return input.count;
};

const countJob: ReadJob<null, number> = (tx, _input, job) => {
  job.progress(1, 1, 'count');
  return tx.get<{ n: number }>('SELECT count(*) AS n FROM owner')?.n ?? -1;
};

/** Statements for the tests of the threads. */
export const testRegistry = {
  queries: { owners, dieOnce, 'history.list': listActions, 'replica.status': replicaStatus },
  commands: { add, rename, refuse, die },
  readJobs: { countJob },
  writeJobs: { fill },
} as const;
