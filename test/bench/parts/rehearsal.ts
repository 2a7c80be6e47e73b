import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { CallOutput } from '../../../shared/contract';
import { launch, type Workstation } from '../../e2e/support/workstation.ts';
import { judge, median } from '../support/figures.ts';
import type { Part } from '../support/part.ts';
import {
  ask,
  gridReady,
  hasRealData,
  importReal,
  newId,
  pipelinesOf,
  timed,
} from '../support/station.ts';
import { rehearsalOf, type Request } from '../support/rehearsing.ts';
import { watched } from '../support/watching.ts';

const ROUNDS = 5;

type Run = CallOutput<'sandbox.run'>;
type Pipeline = CallOutput<'pipeline.list'>[number];

/** How the main process and the window fare while a rehearsal runs, and what a second thread brings. */
export const rehearsal: Part = async ({ profile, log }) => {
  if (!hasRealData) log('no ../shared/data here: the rehearsal runs on the generated demo');
  const { figures, targets } = await usualRehearsal();
  const folder = await profile();
  const station = await launch({ profile: folder });
  try {
    await gridReady(station.page);
    const { large } = await pipelinesOf(station.page);
    if (large === undefined) throw new Error('the prepared workspace has no pipeline');
    const largeFit = await watchedFit(station, large);
    return { figures: { ...figures, largeFit }, targets };
  } finally {
    await station.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The real pipeline, or the demo's own where the repository is alone. */
async function usualRehearsal() {
  const station = await launch();
  try {
    const { page } = station;
    await ask(page, 'workspace.openDemo', {});
    if (hasRealData) await importReal(station);
    const { large: demo, real } = await pipelinesOf(page);
    const pipeline = real ?? demo;
    if (pipeline === undefined) throw new Error('no pipeline to rehearse');
    const held = await ask(page, 'pipeline.counts', {});
    const opportunities = held.find((one) => one.pipelineId === pipeline.id)?.opportunities;
    const run = await watchedRun(station, rehearsalOf(pipeline, { replicates: 2000 }));
    const { scaling, rates } = await scalingOf(page, pipeline);
    const loop = { name: 'event loop of main during a rehearsal, p99', unit: 'ms', atMost: 50 };
    const twice = { name: 'replicates/s at 2 threads, times 1 thread', unit: '×', atLeast: 1.7 };
    const figures = {
      data: real === undefined ? 'generated' : 'CRM pipeline',
      opportunities,
      ...run.figures,
      replicatesPerSecond: rates,
      scaling,
    };
    return { figures, targets: [judge(loop, run.watch.mainP99Ms), judge(twice, scaling)] };
  } finally {
    await station.close();
  }
}

/** One rehearsal from an unknown history on, with clocks in the main process and in the page. */
async function watchedRun(station: Workstation, request: Request) {
  const { value, watch } = await watched(station, () =>
    timed(station.page, 'sandbox.run', request),
  );
  const { durations } = value.value;
  return {
    watch,
    figures: {
      seconds: value.ms / 1000,
      fitSeconds: durations.fitMs / 1000,
      simulateSeconds: durations.simulateMs / 1000,
      firstPartialSeconds: durations.firstPartialMs / 1000,
      threads: durations.threads,
      eventsPerSecond: durations.eventsPerSecond,
      mainLoopP99Ms: watch.mainP99Ms,
      mainLoopWorstMs: watch.mainWorstMs,
      longestFrameMs: Math.max(...watch.frames),
    },
  };
}

/** Fitting 100,000 opportunities: their history travels from the reader through main to a simulation thread. */
async function watchedFit(station: Workstation, pipeline: Pipeline) {
  const input = { jobId: newId(), pipelineId: pipeline.id, historyFromDay: null };
  const { value, watch } = await watched(station, () => timed(station.page, 'sandbox.fit', input));
  return {
    seconds: value.ms / 1000,
    mainLoopP99Ms: watch.mainP99Ms,
    mainLoopWorstMs: watch.mainWorstMs,
  };
}

/** The same rehearsal on one and on two threads, in turn; the median of the ratios counts. */
async function scalingOf(page: Page, pipeline: Pipeline) {
  const rate = ({ durations, replicates, variants }: Run): number =>
    (replicates * variants.length * 1000) / durations.simulateMs;
  const rates: { one: number; two: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await ask(page, 'sandbox.run', rehearsalOf(pipeline, { threads: 1 }));
    const two = await ask(page, 'sandbox.run', rehearsalOf(pipeline, { threads: 2 }));
    if (one.resultHash !== two.resultHash) throw new Error('two threads gave another result');
    rates.push({ one: rate(one), two: rate(two) });
  }
  return {
    scaling: median(rates.map(({ one, two }) => two / one)),
    rates: {
      one: median(rates.map(({ one }) => one)),
      two: median(rates.map(({ two }) => two)),
    },
  };
}
