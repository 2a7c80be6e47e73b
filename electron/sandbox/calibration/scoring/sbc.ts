import { Stream } from '../../engine/random';
import { chiSquareUniform } from './scores';

/**
 * Simulation-based calibration (Talts et al. 2018): draw a truth from the prior, data from the truth, fit them, and ask where the truth
 * lies among draws of the posterior. The ranks are uniform exactly when fit and model agree.
 */

/** Marks the random numbers of a check in their key. */
const SBC_KEY = 0x5bc;

/** One world: the truth, and one draw of the posterior that its data led to. */
export interface World {
  readonly truth: number;
  readonly draw: (g: Stream) => number;
}

/** Ranks of the truths by bin, and Pearson's χ² against equal bins (bins − 1 degrees of freedom). */
export interface CalibrationCheck {
  readonly counts: readonly number[];
  readonly chiSquare: number;
}

/**
 * @param worlds how many are drawn
 * @param draws of each posterior; draws + 1 must be a multiple of `bins`
 * @param simulate draws one world; the same seed gives the same worlds
 */
export function checkCalibration(
  { worlds, draws, bins, seed }: { worlds: number; draws: number; bins: number; seed: number },
  simulate: (g: Stream) => World,
): CalibrationCheck {
  if ((draws + 1) % bins !== 0) throw new RangeError('draws + 1 must be a multiple of bins');
  const counts = Array.from({ length: bins }, () => 0);
  const g = new Stream();
  for (let world = 0; world < worlds; world++) {
    g.open(seed, SBC_KEY, world, 0, 0);
    const { truth, draw } = simulate(g);
    let rank = 0;
    let ties = 0;
    for (let k = 0; k < draws; k++) {
      const value = draw(g);
      if (value < truth) rank++;
      else if (value === truth) ties++;
    }
    // Counts tie: the truth is then equally likely anywhere among its equals.
    rank += Math.floor(g.uniform() * (ties + 1));
    const bin = Math.floor((rank * bins) / (draws + 1));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { counts, chiSquare: chiSquareUniform(counts) };
}
