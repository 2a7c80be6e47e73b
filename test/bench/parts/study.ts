import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { generatedChain } from '../../../shared/sandbox/generated-chain.ts';
import { answerOpenDialog, launch, type Workstation } from '../../e2e/support/workstation.ts';
import { pagesOf } from '../../e2e/pages/index.ts';
import type { CallOutput } from '../../../shared/contract';
import { judge, median } from '../support/figures.ts';
import type { Part } from '../support/part.ts';
import { ask, gridReady, newId, timed } from '../support/station.ts';

const MODELS = ['chronic-care', 'flu-season', 'price-move', 'offer-campaign'] as const;
/** That prepared workspaces are shown in. */
const LANGUAGE = 'zh-CN';
const MOVES = 7;
/** Of a study that lasts: what is cancelled must have something to do. */
const LONG = 1_000_000;
const STORES = 37;
const PRODUCTS = 20;

type Model = CallOutput<'study.models'>[number];

/** What a person waits for on the page of studies: the first band and the whole ranking after a move, a cancel, and a full study. */
export const study: Part = async ({ profile, log }) => {
  const folder = await profile();
  const station = await launch({ profile: folder });
  try {
    const { page } = station;
    await gridReady(page);
    const models = await ask(page, 'study.models', {});
    const chain = await largeChain(station);
    const on = pagesOf(page, LANGUAGE);
    await on.frame.goTo('sandbox');
    const looks: Record<string, Look> = {};
    for (const id of MODELS) {
      const model = modelOf(models, id);
      await on.studies.ask(model.name[LANGUAGE]);
      await on.studies.live.waitFor();
      looks[id] = await movesOf(page, {
        still: on.t('study:live.still', { n: '1,024' }),
        moving: on.t('study:live.running', { n: '' }).slice(0, 4),
      });
      log(`${id}: ${JSON.stringify(looks[id])}`);
    }
    const cancels: Record<string, number> = {};
    const full: Record<string, number> = {};
    for (const id of MODELS) {
      const model = modelOf(models, id);
      const sourceId = id === 'chronic-care' ? chain : 'generated';
      cancels[id] = await cancelMs(page, model, sourceId);
      full[id] = await fullStudySeconds(page, model, sourceId);
      log(`${id}: cancelled in ${cancels[id]} ms, a full study in ${full[id]} s`);
    }
    const worst = (of: Readonly<Record<string, number>>) => Math.max(...Object.values(of));
    const looked = (pick: (look: Look) => number) => Math.max(...Object.values(looks).map(pick));
    return {
      figures: { looks, cancels, full },
      targets: [
        judge(
          { name: 'first band after a lever moves, slowest model', unit: 's', atMost: 0.3 },
          looked(({ firstBandMs }) => firstBandMs) / 1000,
        ),
        judge(
          { name: 'ranking of 1,024 futures after a lever stops', unit: 's', atMost: 1 },
          looked(({ rankingMs }) => rankingMs) / 1000,
        ),
        judge({ name: 'cancelling a study', unit: 'ms', atMost: 100 }, worst(cancels)),
        judge({ name: 'full study, slowest model', unit: 's', atMost: 90 }, worst(full)),
      ],
    };
  } finally {
    await station.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

function modelOf(models: readonly Model[], id: string): Model {
  const found = models.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no model ${id}`);
  return found;
}

/** A chain of 37 stores and 20 products as a file that the person picks; gives the id of the source. */
async function largeChain(station: Workstation): Promise<string> {
  const small = generatedChain(7);
  const repeated = <T>(list: readonly T[], count: number, rename: (item: T, i: number) => T): T[] =>
    Array.from({ length: count }, (_, i) => rename(list[i % list.length] as T, i));
  const chain = {
    ...small,
    stores: repeated(small.stores, STORES, (store, i) => ({ ...store, id: `S${i}` })),
    products: repeated(small.products, PRODUCTS, (product, i) => ({ ...product, sku: `P${i}` })),
  };
  const file = join(station.profile, 'chain-37.json');
  writeFileSync(file, JSON.stringify(chain));
  await answerOpenDialog(station, file);
  const source = await ask(station.page, 'study.pickData', { modelId: 'chronic-care' });
  if (source === null) throw new Error('no file was picked');
  return source.id;
}

/** What the page says while it plays, and when it has played. */
interface Words {
  readonly still: string;
  readonly moving: string;
}

interface Look {
  /** Medians of {@link MOVES} moves, from the key to the picture that is painted. */
  readonly firstBandMs: number;
  readonly rankingMs: number;
}

/** Moves the first slider by keys, one after the other has been answered whole. */
async function movesOf(page: Page, words: Words): Promise<Look> {
  const moves: { first: number; whole: number }[] = [];
  for (let move = 0; move < MOVES; move += 1) {
    moves.push(
      await page.evaluate(async ({ still, moving }) => {
        const textOf = (at: string) => document.querySelector(at)?.textContent ?? '';
        const figures = () => textOf('main table');
        const isWhole = () => textOf('main').includes(still) && !textOf('main').includes(moving);
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        const slider = document.querySelector<HTMLElement>('form [role="slider"]');
        if (slider === null) throw new Error('no slider');
        slider.focus();
        const before = figures();
        const key = { key: 'ArrowRight', code: 'ArrowRight', keyCode: 39, bubbles: true };
        const started = performance.now();
        slider.dispatchEvent(new KeyboardEvent('keydown', key));
        while (figures() === before) {
          if (performance.now() - started > 20_000) throw new Error('no first band');
          await frame();
        }
        await frame();
        const first = performance.now() - started;
        while (!isWhole()) {
          if (performance.now() - started > 60_000) throw new Error('no ranking');
          await frame();
        }
        await frame();
        return { first, whole: performance.now() - started };
      }, words),
    );
  }
  return {
    firstBandMs: median(moves.map(({ first }) => first)),
    rankingMs: median(moves.map(({ whole }) => whole)),
  };
}

/** As today and the model's own tries. */
function requestOf({ tries }: Model, replicates: number) {
  const variants = [{ name: { en: 'today' }, levers: {} }, ...tries].map(
    ({ name, levers }, index) => ({ id: `v${index}`, name: name.en, levers, switches: {} }),
  );
  return { assumptions: {}, variants, targets: {}, replicates, seed: 1, precision: null };
}

/** From asking a study under way to stop until its caller is told, ms. */
async function cancelMs(page: Page, model: Model, sourceId: string): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const input = {
      modelId: model.id,
      sourceId,
      request: requestOf(model, LONG),
      name: 'bench',
      jobId: newId(),
    };
    rounds.push(
      await page.evaluate(async (asked) => {
        const under = window.sandtable?.['study.run'](asked);
        await new Promise((resolve) => setTimeout(resolve, 1000));
        const started = performance.now();
        void window.sandtable?.['job.cancel']({ jobId: asked.jobId });
        const reply = await under;
        if (reply?.ok !== false || reply.error.code !== 'CANCELLED') throw new Error('it went on');
        return performance.now() - started;
      }, input),
    );
  }
  return Math.max(...rounds);
}

/** Run and ranking of 10,000 futures, risks, global sensitivity, and the run again under stress: every switch on and off. */
async function fullStudySeconds(page: Page, model: Model, sourceId: string): Promise<number> {
  const plan = { modelId: model.id, sourceId };
  const request = requestOf(model, 10_000);
  const run = (switches: Readonly<Record<string, 'on' | 'off'>>) =>
    timed(page, 'study.run', {
      ...plan,
      request: {
        ...request,
        variants: request.variants.map((variant) => ({ ...variant, switches })),
      },
      name: 'bench',
      jobId: newId(),
    });
  const further = { ...plan, request, variantId: 'v1' };
  const parts = [
    (await run({})).ms,
    (await timed(page, 'study.risks', { ...further, jobId: newId() })).ms,
    (await timed(page, 'study.sensitivity', { ...further, jobId: newId() })).ms,
  ];
  for (const { id } of model.switches) parts.push((await run({ [id]: 'on' })).ms);
  return parts.reduce((sum, ms) => sum + ms, 0) / 1000;
}
