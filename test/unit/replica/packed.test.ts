import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { type Packed, pack, unpack } from '#electron/replica/packed';

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.double(),
  fc.constant(null),
  fc.boolean(),
);

test.prop([fc.dictionary(fc.string(), fc.array(cell), { noNullPrototype: true })])(
  'what was packed comes out on the other side of a port, equal in every bit',
  (columns) => {
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(pack(columns));
    const sent: Packed<typeof columns> = receiveMessageOnPort(port2)?.message;
    port1.close();
    expect(unpack(sent)).toEqual(columns);
  },
);
