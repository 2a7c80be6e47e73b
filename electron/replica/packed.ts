import { deserialize, serialize } from 'node:v8';

/**
 * A value as bytes that all threads see: it goes from one to another through main, which neither copies nor builds it.
 * For values too large to be taken apart and put together again on the way.
 */
export interface Packed<T> {
  readonly bytes: SharedArrayBuffer;
  /** Type only: what {@link unpack} gives. */
  readonly holds?: T;
}

/** Packs plain data: what structured clone can carry. */
export function pack<T>(value: T): Packed<T> {
  const made = serialize(value);
  const bytes = new SharedArrayBuffer(made.byteLength);
  new Uint8Array(bytes).set(made);
  return { bytes };
}

/** The value that was packed, equal in every bit. */
export function unpack<T>({ bytes }: Packed<T>): T {
  // What `pack<T>` wrote.
  return deserialize(Buffer.from(new Uint8Array(bytes))) as T;
}
