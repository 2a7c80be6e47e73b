import { createHash } from 'node:crypto';
import type { ReadHandle } from '#electron/replica/replica';
import { canonicalJson } from '#electron/replica/signing';
import { SandtableError } from '#shared/errors';
import { GENERATED_SEED, generatedChain } from '#shared/sandbox/generated-chain';
import { assumption, type ScenarioModel } from '#shared/sandbox/scenario';
import { storeChainSchema } from '#shared/sandbox/store-chain';
import type { StudySource } from '#shared/sandbox/studies/model';
import { studyDataOf } from '#shared/sandbox/study-data';
import { EXAMPLE_DATA } from '../study/examples';
import { moreUnsure } from './rows-from-streams';
import type { KeptData } from './statements';

/** Data of a study with what is known of them. */
export interface StudyData extends KeptData {
  readonly content: unknown;
}

/** What stands behind data. */
export type Ground = Pick<StudySource, 'origin' | 'fileName' | 'days' | 'newest'> &
  Partial<Pick<StudySource, 'assumed' | 'widened'>>;

/** The article that data tell of, where they say, and what is assumed of it. */
interface Article {
  readonly sku: string | null;
  readonly assumed: readonly string[];
}
const NO_ARTICLE: Article = { sku: null, assumed: [] };

/** SHA-256 over canonical JSON (RFC 8785), so that the same data have one hash however they are written. */
export function hashOf(content: unknown): { readonly hash: string; readonly json: string } {
  const json = canonicalJson(content);
  return { hash: createHash('sha256').update(json).digest('hex'), json };
}

/**
 * Data for a model with what is known of them; `id` defaults to the hash.
 * @throws SandtableError STUDY_DATA_INVALID when the model cannot read them
 */
export function describeData(
  model: ScenarioModel,
  content: unknown,
  ground: Ground,
  id?: string,
  article: Article = NO_ARTICLE,
): StudyData {
  const { hash, json } = hashOf(content);
  const shape = shapeOf(model, content, article);
  const source = { id: id ?? hash, ...shape, assumed: [], widened: {}, ...ground };
  return { hash, json, content, source };
}

function shapeOf(
  model: ScenarioModel,
  content: unknown,
  { sku, assumed }: Article,
): Pick<StudySource, 'chain' | 'rows'> {
  if (model.program === undefined) {
    const { stores, products, weeks, currency } = fitting(storeChainSchema, content);
    return {
      chain: { stores: stores.length, products: products.length, weeks, currency },
      rows: null,
    };
  }
  const {
    currency,
    places,
    steps = model.program.steps,
  } = fitting(studyDataOf(model.program), content);
  const days = steps * (model.step === 'week' ? 7 : 1);
  const shape = { modelId: model.id, places: places.length, days, currency };
  return { chain: null, rows: { ...shape, sku, assumed: [...assumed] } };
}

function fitting<T>(schema: { safeParse(data: unknown): Parsed<T> }, content: unknown): T {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new SandtableError('STUDY_DATA_INVALID', 'not what the model reads', {
    place: issue?.path.join('.') || '–',
    problem: issue?.message ?? '',
  });
}

type Parsed<T> =
  | { readonly success: true; readonly data: T }
  | {
      readonly success: false;
      readonly error: {
        readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[];
      };
    };

/** Whether a model can be asked of data from a file, by what is known of them. */
export function isFor(model: ScenarioModel, { chain, rows }: StudySource): boolean {
  return model.program === undefined ? chain !== null : rows?.modelId === model.id;
}

/** Data that do not exist in the world, the same in every workspace. */
export function generatedData(model: ScenarioModel): StudyData {
  const content =
    model.program === undefined ? generatedChain(GENERATED_SEED) : EXAMPLE_DATA[model.id];
  const ground = { origin: 'generated', fileName: null, days: null, newest: null } as const;
  return describeData(model, content, ground, 'generated');
}

const STREAMS = 'streams';

/** What the loaded streams tell a model, the best-selling article first; nothing where they tell too little. */
export async function streamData(reader: ReadHandle, model: ScenarioModel): Promise<StudyData[]> {
  if (model.program !== undefined) {
    const found = await reader.read('study.streamRows', { model });
    return found.map((rows) => {
      const { content, days, newest, widened } = rows;
      const ground = { origin: STREAMS, fileName: null, days, newest, widened } as const;
      return describeData(model, content, ground, `${STREAMS}:${rows.sku}`, rows);
    });
  }
  const found = await reader.read('study.streamChain', null);
  if (found === null) return [];
  const { chain, days, newest, assumed, levelError } = found;
  const widened = {
    [CHAIN_LEVEL]: moreUnsure(assumption(model, CHAIN_LEVEL), levelError),
  };
  const ground = { origin: STREAMS, fileName: null, days, newest, widened } as const;
  return [describeData(model, chain, { ...ground, assumed: [...assumed] }, STREAMS)];
}

/** How much the visitors of stores differ from what is usual: it grows where few days were counted. */
const CHAIN_LEVEL = 'storeTrafficSpread';

/**
 * The data behind the id of a source.
 * @throws SandtableError NOT_FOUND
 */
export async function dataOf(
  reader: ReadHandle,
  model: ScenarioModel,
  sourceId: string,
): Promise<StudyData> {
  if (sourceId === 'generated') return generatedData(model);
  if (sourceId.startsWith(STREAMS)) {
    const found = await streamData(reader, model);
    const own = found.find(({ source }) => source.id === sourceId);
    if (own !== undefined) return own;
  }
  const { content, source } = await reader.read('study.data', { hash: sourceId });
  return { ...hashOf(content), content, source };
}
