import type { Workstation } from '../../e2e/support/workstation.ts';

const RESOLUTION_MS = 10;

interface Hold {
  readonly p99Ms: number;
  readonly worstMs: number;
}

declare global {
  interface Window {
    benchFrames?: () => number[];
  }
}

/** From now on; the window's frames are in `benchFrames`. The delay counts the timer's own interval of 10 ms: an idle loop shows about 10 to 11. */
export async function startWatching(station: Workstation): Promise<void> {
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
}

/** How long main's event loop was held. */
export function stopWatching(station: Workstation): Promise<Hold> {
  return station.app.evaluate(() => {
    const { benchHistogram } = globalThis as unknown as {
      benchHistogram: { disable(): void; percentile(p: number): number; readonly max: number };
    };
    benchHistogram.disable();
    return { p99Ms: benchHistogram.percentile(99) / 1e6, worstMs: benchHistogram.max / 1e6 };
  });
}
