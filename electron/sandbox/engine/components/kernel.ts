/**
 * Plays replicates of a program of components: a list of instructions, each of which works on rows of places and variants. Written
 * in the subset of TypeScript that AssemblyScript compiles too (see docs/engine.md): both builds give the same bits.
 */
import { normalQuantile } from '../elementary';
import { reals, type Integers, type Reals } from '../machine';
import { Stream } from '../random';
import { sampleGamma } from '../samplers';
import { approvalStep } from './approval';
import { combine } from './arithmetic';
import { binomialQuantile, poissonQuantile } from './counts';
import * as at from './layout';
import { Slots } from './slots';
import { StockRoom } from './stock';

export class ComponentsKernel {
  private readonly counts: Integers;
  private readonly cells: Reals;
  private readonly slots: Slots;
  private readonly stock: StockRoom;
  private readonly stream: Stream = new Stream();
  private readonly uniforms: Reals = reals(at.MOST_DEPARTMENTS << at.MOST_DEPARTMENTS);
  private readonly places: i32;
  private readonly lanes: i32;

  /** @param counts,values a compiled program, see `layout.ts` */
  constructor(counts: Integers, values: Reals) {
    this.counts = counts;
    this.places = counts[at.PLACES] as i32;
    this.lanes = counts[at.LANES] as i32;
    const cells = reals(counts[at.CELLS] as i32);
    this.cells = cells;
    const slots = new Slots(counts, cells);
    this.slots = slots;
    this.stock = new StockRoom(counts, slots);
    for (let i = 0; i < values.length; i++) cells[i] = values[i] as f64;
  }

  /** Writes the figures of every variant, from `out[start]` on. */
  play(seed: i32, replicate: i32, out: Reals, start: i32): void {
    const counts = this.counts;
    const cells = this.cells;
    const from = counts[at.AT_STATE] as i32;
    const to = from + (counts[at.STATE] as i32);
    for (let i = from; i < to; i++) cells[i] = 0;
    const steps = counts[at.STEPS] as i32;
    const overTime = (counts[at.OVER_TIME] as i32) !== 0;
    this.run(at.AT_ONCE, seed, replicate, 0, out, start);
    for (let step = 0; step < steps; step++) {
      this.run(at.AT_EACH, seed, replicate, step, out, start);
      if (overTime || step === steps - 1) {
        this.run(at.AT_TELL, seed, replicate, step, out, start);
      }
    }
  }

  /** @param section where place and number of a list of instructions stand */
  private run(section: i32, seed: i32, replicate: i32, step: i32, out: Reals, start: i32): void {
    const counts = this.counts;
    const first = counts[section] as i32;
    const count = counts[section + 1] as i32;
    for (let i = 0; i < count; i++) {
      const here = first + i * at.INSTRUCTION_WORDS;
      const op = counts[here] as i32;
      if (op <= at.SUM) combine(counts, this.slots, here, this.places, this.lanes);
      else if (op <= at.ASSUMPTION) this.draw(here, seed, replicate, step);
      else if (op === at.STOCK) {
        this.stock.step(counts[here + at.X] as i32, step, this.places, this.lanes);
      } else if (op === at.APPROVAL) {
        const g = this.open(here, seed, replicate, step);
        const list = counts[here + at.X] as i32;
        approvalStep(counts, this.slots, list, g, this.lanes, this.uniforms);
      } else if (op === at.TELL_FIGURE) this.tell(here, step, out, start);
      else this.note(here, step);
    }
  }

  private placesOf(slot: i32): i32 {
    return this.slots.placeStride(slot) === 0 ? 1 : this.places;
  }

  private lanesOf(slot: i32): i32 {
    return this.slots.laneStride(slot) === 0 ? 1 : this.lanes;
  }

  private open(here: i32, seed: i32, replicate: i32, step: i32): Stream {
    const purpose = at.FOR_INSTRUCTIONS + (this.counts[here + at.Z] as i32);
    return this.stream.open(seed, at.COMPONENTS_KEY, replicate, step, purpose);
  }

  /** What is drawn: all lanes share the numbers, each makes its own of them. */
  private draw(here: i32, seed: i32, replicate: i32, step: i32): void {
    const counts = this.counts;
    const op = counts[here] as i32;
    if (op === at.ASSUMPTION) {
      this.drawAssumption(here, seed, replicate);
      return;
    }
    const g = this.open(here, seed, replicate, step);
    const to = counts[here + at.TO] as i32;
    const a = counts[here + at.A] as i32;
    const b = counts[here + at.B] as i32;
    const places = this.placesOf(to);
    const lanes = this.lanesOf(to);
    const slots = this.slots;
    for (let place = 0; place < places; place++) {
      if (op === at.GAMMA) {
        const shape = slots.get(a, 0, 0);
        slots.set(to, place, 0, sampleGamma(g, shape) / shape);
        continue;
      }
      const u = g.uniform();
      if (op === at.NORMAL) slots.set(to, place, 0, normalQuantile(u));
      else if (op === at.UNIFORM) slots.set(to, place, 0, u);
      else {
        let n: f64 = 0;
        let p: f64 = 0;
        let drawn: f64 = 0;
        for (let lane = 0; lane < lanes; lane++) {
          const number = slots.get(a, place, lane);
          const chance = op === at.POISSON ? 0 : slots.get(b, place, lane);
          // Variants that do the same are drawn once.
          if (lane === 0 || number !== n || chance !== p) {
            n = number;
            p = chance;
            drawn = op === at.POISSON ? poissonQuantile(u, n) : binomialQuantile(u, n, p);
          }
          slots.set(to, place, lane, drawn);
        }
      }
    }
  }

  private drawAssumption(here: i32, seed: i32, replicate: i32): void {
    const counts = this.counts;
    const cells = this.cells;
    const to = counts[here + at.TO] as i32;
    const prior = counts[here + at.X] as i32;
    const unit = counts[here + at.Y] as i32;
    const g = this.stream.open(seed, at.COMPONENTS_KEY, replicate, unit, at.FOR_ASSUMPTIONS);
    const drawn = g.uniform();
    const lanes = this.lanesOf(to);
    for (let lane = 0; lane < lanes; lane++) {
      const pin = cells[prior + at.PRIOR_PINS + lane] as f64;
      const u = pin < 0 ? drawn : pin;
      const inside =
        (cells[prior + at.PRIOR_FROM] as f64) + u * (cells[prior + at.PRIOR_SPAN] as f64);
      const value =
        (cells[prior + at.PRIOR_MEAN] as f64) +
        (cells[prior + at.PRIOR_SD] as f64) * normalQuantile(inside);
      this.slots.set(to, 0, lane, value);
    }
  }

  private tell(here: i32, step: i32, out: Reals, start: i32): void {
    const counts = this.counts;
    const a = counts[here + at.A] as i32;
    const figure = counts[here + at.X] as i32;
    const course = counts[here + at.Y] as i32;
    const figures = counts[at.FIGURES] as i32;
    for (let lane = 0; lane < this.lanes; lane++) {
      const value = this.slots.get(a, 0, lane);
      const from = start + lane * figures;
      out[from + figure] = value;
      if (course >= 0) out[from + course + step] = value;
    }
  }

  /** What needs the clock, the calendar, forced values or what was there before. */
  private note(here: i32, step: i32): void {
    const counts = this.counts;
    const cells = this.cells;
    const slots = this.slots;
    const op = counts[here] as i32;
    const to = counts[here + at.TO] as i32;
    const a = counts[here + at.A] as i32;
    const b = counts[here + at.B] as i32;
    const x = counts[here + at.X] as i32;
    const places = this.placesOf(to);
    const lanes = this.lanesOf(to);
    for (let place = 0; place < places; place++) {
      for (let lane = 0; lane < lanes; lane++) {
        let value: f64 = step;
        if (op === at.CALENDAR) value = cells[x + step] as f64;
        else if (op === at.HAPPENS) {
          const forced: f64 = x < 0 ? -1 : (cells[x + lane] as f64);
          const drawn: f64 = slots.get(a, place, lane) < slots.get(b, place, lane) ? 1 : 0;
          value = forced < 0 ? drawn : forced;
        } else if (op !== at.CLOCK) {
          const before = slots.get(to, place, lane);
          const more = slots.get(a, place, lane);
          if (op === at.ACCUMULATE) value = before + more;
          else value = step === 0 || more > before ? more : before;
        }
        slots.set(to, place, lane, value);
      }
    }
  }
}
