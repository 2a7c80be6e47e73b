import { NEUTRAL_LEVERS, type RunRequest } from '#shared/sandbox/model';
import { SimulationPool } from '#electron/sandbox/pool';
import { generateHistory } from '../fixtures/sandbox/generated-history';

/** Rounds of the scaling measurement, threads 1 and 2 in turn; the median ratio counts. */
const ROUNDS = 5;

export interface SimulationFigures {
  openDeals: number;
  fitSeconds: number;
  /** Four variants × 2,000 replicates and all risk twins on two threads. */
  runSeconds: number;
  /** CPU seconds of the same run: on a busy machine the steadier figure. */
  runCpuSeconds: number;
  firstPartialSeconds: number;
  eventsPerSecond: number;
  replicatesPerSecond1: number;
  replicatesPerSecond2: number;
  /** Median of replicates/s at two threads over one thread, round by round. */
  scaling: number;
  /** The longest time the calling thread was held up between two ticks of 5 ms, during the run. */
  longestHoldMs: number;
}

/**
 * Measures a rehearsal of about 2,000 open deals and their arrivals.
 * @param workerFile the built simulation worker
 */
export async function benchSimulation(workerFile: string): Promise<SimulationFigures> {
  const history = generateHistory({ deals: 9000, days: 700, seed: 7, pace: 0.2 });
  const window = { fromDay: '2024-01-01', toDay: history.asOfDay };
  const pool = new SimulationPool({ workerFile });
  try {
    const started = performance.now();
    const study = await pool.fit(history, window);
    const fitSeconds = (performance.now() - started) / 1000;
    const cpuBefore = process.cpuUsage();
    const watch = watchTicks();
    const full = await pool.run(request(2000, 2), study);
    const longestHoldMs = watch();
    const cpu = process.cpuUsage(cpuBefore);
    const rates: [number, number][] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const one = await pool.run(request(256, 1), study);
      const two = await pool.run(request(256, 2), study);
      rates.push([one.durations.eventsPerSecond, two.durations.eventsPerSecond]);
    }
    const events = full.durations.events;
    const perReplicate = events / (2000 * 4 + 500 * 2 * full.risks.length);
    return {
      openDeals: study.report.counts.open,
      fitSeconds,
      runSeconds: full.durations.totalMs / 1000,
      runCpuSeconds: (cpu.user + cpu.system) / 1e6,
      firstPartialSeconds: full.durations.firstPartialMs / 1000,
      eventsPerSecond: full.durations.eventsPerSecond,
      replicatesPerSecond1: median(rates.map(([one]) => one)) / perReplicate,
      replicatesPerSecond2: median(rates.map(([, two]) => two)) / perReplicate,
      scaling: median(rates.map(([one, two]) => two / one)),
      longestHoldMs,
    };
  } finally {
    await pool.close();
  }
}

function request(replicates: number, threads: number): RunRequest {
  const levers = [
    NEUTRAL_LEVERS,
    { ...NEUTRAL_LEVERS, discountPct: 8 },
    { ...NEUTRAL_LEVERS, extraSolutionEngineers: 2, followUpSpeed: 2 },
    {
      ...NEUTRAL_LEVERS,
      focusSegments: [{ dimension: 'product' as const, value: 'product-2' }],
    },
  ];
  return {
    modelId: 'b2b-pipeline',
    pipelineId: 'p1',
    asOfDay: '2026-11-22',
    horizonDays: 91,
    historyWindow: { fromDay: '2024-01-01', toDay: '2026-11-22' },
    variants: levers.map((value, i) => ({ id: `v${i}`, name: `Variant ${i}`, levers: value })),
    switches: { rivalPromotes: 'model', budgetFreeze: 'model', keyEngineerAway: 'model' },
    replicates,
    seed: 1,
    targetMinor: null,
    threads,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

/** Starts a 5 ms ticker; the returned function stops it and gives the longest gap beyond the tick, ms. */
function watchTicks(): () => number {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    last = now;
  }, 5);
  return () => {
    clearInterval(timer);
    return longest;
  };
}
