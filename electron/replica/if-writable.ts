import { SandtableError } from '#shared/errors';

/** Does a piece of bookkeeping. A workspace that is open for reading only keeps no books, and that is no failure. */
export async function ifWritable(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof SandtableError) || error.code !== 'REPLICA_READ_ONLY') throw error;
  }
}
