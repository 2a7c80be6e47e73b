import { createHash } from 'node:crypto';
import type { ReadHandle } from '#electron/replica/replica';
import { canonicalJson } from '#electron/replica/signing';
import { GENERATED_SEED, generatedChain } from '#shared/sandbox/generated-chain';
import { type StoreChain, storeChainSchema } from '#shared/sandbox/store-chain';
import type { StudySource } from '#shared/sandbox/studies/model';
import type { KeptData } from './statements';

/** Data of a study with what is known of them. */
export interface StudyData extends KeptData {
  readonly content: unknown;
}

/** What stands behind a chain. */
type Ground = Pick<StudySource, 'origin' | 'fileName' | 'days' | 'newest' | 'assumed'>;

/** SHA-256 over canonical JSON (RFC 8785), so that the same data have one hash however they are written. */
export function hashOf(content: unknown): { readonly hash: string; readonly json: string } {
  const json = canonicalJson(content);
  return { hash: createHash('sha256').update(json).digest('hex'), json };
}

/** Data that are a chain or anything else that a model reads; `id` defaults to the hash. */
export function describeData(content: unknown, ground: Ground, id?: string): StudyData {
  const { hash, json } = hashOf(content);
  const chain = storeChainSchema.safeParse(content);
  const shape = chain.success ? shapeOf(chain.data) : null;
  return { hash, json, content, source: { id: id ?? hash, chain: shape, ...ground } };
}

function shapeOf({ stores, products, weeks, currency }: StoreChain): StudySource['chain'] {
  return { stores: stores.length, products: products.length, weeks, currency };
}

const GENERATED: Ground = {
  origin: 'generated',
  fileName: null,
  days: null,
  newest: null,
  assumed: [],
};

/** The chain that does not exist, the same in every workspace. */
export function generatedData(): StudyData {
  return describeData(generatedChain(GENERATED_SEED), GENERATED, 'generated');
}

/** The chain of the loaded streams; null where they tell of none. */
export async function streamData(reader: ReadHandle): Promise<StudyData | null> {
  const found = await reader.read('study.streamChain', null);
  if (found === null) return null;
  const { chain, days, newest, assumed } = found;
  const ground: Ground = { origin: 'streams', fileName: null, days, newest, assumed: [...assumed] };
  return describeData(chain, ground, 'streams');
}

/**
 * The data behind the id of a source.
 * @throws SandtableError NOT_FOUND
 */
export async function dataOf(reader: ReadHandle, sourceId: string): Promise<StudyData> {
  if (sourceId === 'generated') return generatedData();
  if (sourceId === 'streams') {
    const found = await streamData(reader);
    if (found !== null) return found;
  }
  const { content, source } = await reader.read('study.data', { hash: sourceId });
  return { ...hashOf(content), content, source };
}
