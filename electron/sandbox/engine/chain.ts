import { exp } from './elementary';
import { matrixExponential, solve } from './linear-algebra';

/** Closed forms of the stage process: what can be said about means without simulating. */

/**
 * Long-run split of one visit under piecewise constant competing hazards.
 * @param hazards cause-major [cause][bin]
 * @param edges left edges of the bins; the last bin is open-ended
 * @returns per cause the chance that the visit ends so (all 0 when it never ends), and the mean length in days
 */
export function visitSplit(
  hazards: Float64Array,
  edges: Float64Array,
): { chance: number[]; meanDays: number } {
  const bins = edges.length;
  const causes = hazards.length / bins;
  const chance = Array.from({ length: causes }, () => 0);
  let survival = 1;
  let meanDays = 0;
  for (let bin = 0; bin < bins; bin++) {
    let total = 0;
    for (let c = 0; c < causes; c++) total += hazards[c * bins + bin] as number;
    const width = bin + 1 < bins ? (edges[bin + 1] as number) - (edges[bin] as number) : Infinity;
    if (total <= 0) {
      if (width === Infinity) return { chance, meanDays: Infinity };
      meanDays += survival * width;
      continue;
    }
    const left = width === Infinity ? 0 : exp(-total * width);
    const ended = survival * (1 - left);
    for (let c = 0; c < causes; c++) {
      chance[c] = (chance[c] as number) + ended * ((hazards[c * bins + bin] as number) / total);
    }
    meanDays += ended / total;
    survival *= left;
  }
  return { chance, meanDays };
}

/** Days until half of all visits have ended; null when that takes more than two years. */
export function visitMedian(hazards: Float64Array, edges: Float64Array): number | null {
  const bins = edges.length;
  const causes = hazards.length / bins;
  let left = 0.693147180559945286;
  for (let bin = 0; bin < bins; bin++) {
    let total = 0;
    for (let c = 0; c < causes; c++) total += hazards[c * bins + bin] as number;
    const start = edges[bin] as number;
    const width = bin + 1 < bins ? (edges[bin + 1] as number) - start : Infinity;
    if (total * width >= left) {
      const median = start + left / total;
      return median <= 730 ? median : null;
    }
    left -= total * width;
  }
  return null;
}

/**
 * A chain of transient states with constant hazards and several ways out (Kemeny & Snell).
 * @param generator n × n, diagonal = −(all hazards out of the state)
 * @param exits n × m hazards into each absorbing outcome
 */
export function absorbingChain(
  generator: Float64Array,
  exits: Float64Array,
  n: number,
): {
  /** n × m: chance to end in each outcome from each state. */
  chance: Float64Array;
  /** n × n: mean time spent in state j when starting in i. */
  occupancy: Float64Array;
  meanTime: Float64Array;
  sdTime: Float64Array;
} {
  const m = exits.length / n;
  const negated = generator.map((value) => -value);
  const chance = exits.slice();
  solve(negated.slice(), chance, n, m);
  const occupancy = new Float64Array(n * n);
  for (let i = 0; i < n; i++) occupancy[i * n + i] = 1;
  solve(negated.slice(), occupancy, n, n);
  const meanTime = new Float64Array(n);
  const sdTime = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      meanTime[i] = (meanTime[i] as number) + (occupancy[i * n + j] as number);
    }
  }
  for (let i = 0; i < n; i++) {
    let second = 0;
    for (let j = 0; j < n; j++) {
      second += 2 * (occupancy[i * n + j] as number) * (meanTime[j] as number);
    }
    sdTime[i] = Math.sqrt(second - (meanTime[i] as number) ** 2);
  }
  return { chance, occupancy, meanTime, sdTime };
}

/**
 * State distribution after `time` of the chain above, started in state 0: the n transient states, then the m outcomes.
 */
export function chainAt(
  generator: Float64Array,
  exits: Float64Array,
  n: number,
  time: number,
): Float64Array {
  const m = exits.length / n;
  const size = n + m;
  const full = new Float64Array(size * size);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) full[i * size + j] = (generator[i * n + j] as number) * time;
    for (let j = 0; j < m; j++) full[i * size + n + j] = (exits[i * m + j] as number) * time;
  }
  return matrixExponential(full, size).slice(0, size);
}
