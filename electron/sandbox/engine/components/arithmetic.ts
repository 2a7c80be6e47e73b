import { exp, log } from '../elementary';
import type { Integers } from '../machine';
import * as at from './layout';
import type { Slots } from './slots';

/**
 * Instructions that compute a row of places and lanes from others, cell by cell. Written in the subset of TypeScript that is also
 * compiled to WebAssembly.
 */
export function combine(counts: Integers, slots: Slots, here: i32, places: i32, lanes: i32): void {
  const op = counts[here] as i32;
  const to = counts[here + at.TO] as i32;
  const a = counts[here + at.A] as i32;
  const b = counts[here + at.B] as i32;
  const c = counts[here + at.C] as i32;
  const toLane = slots.laneStride(to);
  const aLane = slots.laneStride(a);
  const bLane = slots.laneStride(b);
  const cLane = slots.laneStride(c);
  const width = toLane === 0 ? 1 : lanes;
  const toPlace = slots.placeStride(to);
  const rows = toPlace === 0 ? 1 : places;
  const aPlace = slots.placeStride(a);
  const cells = slots.cells;
  if (op === at.SUM) {
    for (let lane = 0; lane < width; lane++) {
      let sum: f64 = 0;
      let from = slots.from(a) + lane * aLane;
      for (let place = 0; place < places; place++) {
        sum += cells[from] as f64;
        from += aPlace;
      }
      cells[slots.from(to) + lane * toLane] = sum;
    }
    return;
  }
  for (let row = 0; row < rows; row++) {
    let i = slots.from(to) + row * toPlace;
    let j = slots.from(a) + row * aPlace;
    let k = slots.from(b) + row * slots.placeStride(b);
    let m = slots.from(c) + row * slots.placeStride(c);
    for (let lane = 0; lane < width; lane++) {
      const x = cells[j] as f64;
      const y = cells[k] as f64;
      let value: f64 = x;
      if (op === at.ADD) value = x + y;
      else if (op === at.SUBTRACT) value = x - y;
      else if (op === at.TIMES) value = x * y;
      else if (op === at.DIVIDE) value = x / y;
      else if (op === at.SMALLER) value = x < y ? x : y;
      else if (op === at.LARGER) value = x > y ? x : y;
      else if (op === at.BELOW) value = x < y ? 1 : 0;
      else if (op === at.SELECT) value = x !== 0 ? y : (cells[m] as f64);
      else if (op === at.EXP) value = exp(x);
      else if (op === at.LOG) value = log(x);
      else if (op === at.FLOOR) value = Math.floor(x);
      else if (op === at.HILL) value = hill(x, y, cells[m] as f64);
      cells[i] = value;
      i += toLane;
      j += aLane;
      k += bLane;
      m += cLane;
    }
  }
}

/** Share of the most that can be had at `x`: ½ at `half`, steeper for a higher shape (Hill). */
function hill(x: f64, half: f64, shape: f64): f64 {
  if (!(x > 0)) return 0;
  return 1 / (1 + exp(shape * (log(half) - log(x))));
}
