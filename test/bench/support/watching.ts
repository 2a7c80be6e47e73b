import type { Workstation } from '../../e2e/support/workstation.ts';

const RESOLUTION_MS = 10;

/** How long the loop of the main process was held, and the page's pictures apart. */
export interface Watched {
  /** The timer's own interval of 10 ms counts: an idle loop shows about 10 to 11. */
  readonly mainP99Ms: number;
  readonly mainWorstMs: number;
  /** Pauses between pictures of the page, ms. */
  readonly frames: readonly number[];
}

declare global {
  interface Window {
    benchFrames?: () => number[];
  }
}

/** Watches the main process and the page while `work` goes on. */
export async function watched<T>(
  station: Workstation,
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly watch: Watched }> {
  await station.app.evaluate((_electron, resolution) => {
    const hooks = process.getBuiltinModule('node:perf_hooks');
    const histogram = hooks.monitorEventLoopDelay({ resolution });
    histogram.enable();
    Object.assign(globalThis, { benchHistogram: histogram });
  }, RESOLUTION_MS);
  await station.page.evaluate(() => {
    const gaps: number[] = [];
    let last = performance.now();
    let on = true;
    const frame = (now: number): void => {
      gaps.push(now - last);
      last = now;
      if (on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    window.benchFrames = () => {
      on = false;
      return gaps;
    };
  });
  const value = await work();
  const main = await station.app.evaluate(() => {
    const { benchHistogram } = globalThis as unknown as {
      benchHistogram: { disable(): void; percentile(p: number): number; readonly max: number };
    };
    benchHistogram.disable();
    return { p99: benchHistogram.percentile(99) / 1e6, worst: benchHistogram.max / 1e6 };
  });
  const frames = await station.page.evaluate(() => window.benchFrames?.() ?? []);
  return { value, watch: { mainP99Ms: main.p99, mainWorstMs: main.worst, frames } };
}
