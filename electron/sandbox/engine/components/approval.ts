import type { Integers, Reals } from '../machine';
import type { Stream } from '../random';
import { binomialQuantile } from './counts';
import * as at from './layout';
import type { Slots } from './slots';

/**
 * Cases that several departments work on at the same time; a case is through when the last of them has finished. A
 * department that has more cases than it can take works on all of them a little slower. Written in the subset of TypeScript that is
 * also compiled to WebAssembly.
 *
 * State of a lane: cases by the departments that have finished them, one bit each.
 */
export function approvalStep(
  counts: Integers,
  slots: Slots,
  list: i32,
  g: Stream,
  lanes: i32,
  uniforms: Reals,
): void {
  const cells = slots.cells;
  const departments = counts[list + at.APPROVAL_DEPARTMENTS] as i32;
  const sets = 1 << departments;
  // All lanes use the same numbers.
  for (let i = 0; i < departments * sets; i++) uniforms[i] = g.uniform();
  for (let lane = 0; lane < lanes; lane++) {
    const from = (counts[list + at.APPROVAL_AT] as i32) + lane * sets;
    const entering = slots.get(counts[list + at.APPROVAL_ENTERING] as i32, 0, lane);
    cells[from] = (cells[from] as f64) + entering;
    for (let d = 0; d < departments; d++) {
      const bit = 1 << d;
      let here: f64 = 0;
      for (let set = 0; set < sets; set++) {
        if ((set & bit) === 0) here += cells[from + set] as f64;
      }
      const place = list + at.APPROVAL_CHANCE + d;
      const capacity = slots.get(counts[place + at.MOST_DEPARTMENTS] as i32, 0, lane);
      const pace = here > capacity ? capacity / here : 1;
      const chance = slots.get(counts[place] as i32, 0, lane) * pace;
      for (let set = 0; set < sets; set++) {
        if ((set & bit) !== 0) continue;
        const cases = cells[from + set] as f64;
        const finished = binomialQuantile(uniforms[d * sets + set] as f64, cases, chance);
        cells[from + set] = cases - finished;
        cells[from + (set | bit)] = (cells[from + (set | bit)] as f64) + finished;
      }
    }
    slots.set(counts[list + at.APPROVAL_DONE] as i32, 0, lane, cells[from + sets - 1] as f64);
    cells[from + sets - 1] = 0;
    let waiting: f64 = 0;
    for (let set = 0; set < sets - 1; set++) waiting += cells[from + set] as f64;
    slots.set(counts[list + at.APPROVAL_WAITING] as i32, 0, lane, waiting);
  }
}
