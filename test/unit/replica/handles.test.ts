import { expectTypeOf, test } from 'vitest';
import type { ReadHandle, WriteHandle } from '#electron/replica/replica';
import type { ReadTx, WriteTx } from '#electron/replica/transaction';

/** Checked by tsc: what may only read is never accepted where writing is asked for. */
test('a read handle is no write handle', () => {
  expectTypeOf<WriteHandle>().toExtend<ReadHandle>();
  expectTypeOf<ReadHandle>().not.toExtend<WriteHandle>();
  expectTypeOf<Pick<WriteHandle, 'read' | 'readJob' | 'write' | 'writeJob' | 'undo' | 'redo'>>()
    // Everything but the brand is not enough either: only the replica makes write handles.
    .not.toExtend<WriteHandle>();
  expectTypeOf<WriteTx>().toExtend<ReadTx>();
  expectTypeOf<ReadTx>().not.toExtend<WriteTx>();
});

test('a call takes and gives what its statement says', () => {
  expectTypeOf<WriteHandle['undo']>().returns.resolves.toHaveProperty('subject');
  const list = (handle: ReadHandle) => handle.read('history.list', { limit: 1 });
  expectTypeOf(list).returns.resolves.items.toHaveProperty('actorName');
  // @ts-expect-error -- a command is not a query
  const wrong = (handle: ReadHandle) => handle.read('workspace.complete', null);
  expectTypeOf(wrong).toBeFunction();
});
