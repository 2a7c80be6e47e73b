import type { Integers, Reals } from '../machine';
import * as at from './layout';

/** The cells of a program and how slots find theirs. Written in the subset of TypeScript that is also compiled to WebAssembly. */
export class Slots {
  readonly cells: Reals;
  private readonly counts: Integers;
  private readonly table: i32;

  constructor(counts: Integers, cells: Reals) {
    this.counts = counts;
    this.cells = cells;
    this.table = counts[at.AT_SLOTS] as i32;
  }

  from(slot: i32): i32 {
    return this.counts[this.table + slot * at.SLOT_WORDS] as i32;
  }

  placeStride(slot: i32): i32 {
    return this.counts[this.table + slot * at.SLOT_WORDS + 1] as i32;
  }

  laneStride(slot: i32): i32 {
    return this.counts[this.table + slot * at.SLOT_WORDS + 2] as i32;
  }

  get(slot: i32, place: i32, lane: i32): f64 {
    return this.cells[this.cell(slot, place, lane)] as f64;
  }

  set(slot: i32, place: i32, lane: i32, value: f64): void {
    this.cells[this.cell(slot, place, lane)] = value;
  }

  private cell(slot: i32, place: i32, lane: i32): i32 {
    const row = this.table + slot * at.SLOT_WORDS;
    return (
      (this.counts[row] as i32) +
      place * (this.counts[row + 1] as i32) +
      lane * (this.counts[row + 2] as i32)
    );
  }
}
