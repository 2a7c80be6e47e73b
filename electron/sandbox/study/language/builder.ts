import * as at from '../../engine/components/layout';
import { NO_UNIT, type Dimension } from './units';

/** A value of a program: where it stands, what it is measured in, and whether places and lanes have their own. */
export interface Value {
  slot: number;
  unit: Dimension;
  placed: boolean;
  laned: boolean;
  /** A plain number of the text: 0 goes with every unit. */
  literal?: number;
}

export type Section = 'once' | 'each' | 'tell';
/** Cells with which a program begins, those it works on, and those that are 0 at the start of every replicate. */
type Region = 'fixed' | 'work' | 'state';

interface Slot {
  region: Region;
  from: number;
  placeStride: number;
  laneStride: number;
}

/** Words of an instruction, see `layout.ts`. Fixed cells stand first, so those that it names are where they will be. */
type Instruction = number[];

export interface Sizes {
  places: number;
  lanes: number;
  steps: number;
}

/** Collects the cells and instructions of a program and lays them out for the kernel. */
export class Builder {
  private readonly fixed: number[] = [];
  private work = 0;
  private state = 0;
  private readonly slots: Slot[] = [];
  private readonly sections: Record<Section, Instruction[]> = { once: [], each: [], tell: [] };
  private readonly lists: { words: number[]; cell: number; instruction: Instruction }[] = [];
  private draws = 0;
  section: Section = 'once';

  constructor(readonly sizes: Sizes) {}

  /** Numbers that a replicate finds as they are; the place of the first. */
  cells(numbers: readonly number[]): number {
    const from = this.fixed.length;
    for (const one of numbers) this.fixed.push(one);
    return from;
  }

  constant(value: number): Value {
    const slot = this.slot('fixed', this.cells([value]), false, false);
    return { slot, unit: NO_UNIT, placed: false, laned: false, literal: value };
  }

  /** A number for each place. */
  column(numbers: readonly number[], unit: Dimension): Value {
    const slot = this.slot('fixed', this.cells(numbers), true, false);
    return { slot, unit, placed: true, laned: false };
  }

  /** A number for each lane, one for all where they agree. */
  row(numbers: readonly number[], unit: Dimension): Value {
    const laned = numbers.some((one) => one !== numbers[0]);
    const from = this.cells(laned ? numbers : numbers.slice(0, 1));
    return { slot: this.slot('fixed', from, false, laned), unit, placed: false, laned };
  }

  /** A value that an instruction will fill; `kept` values are 0 at the start of a replicate and stay from step to step. */
  fresh(shape: Omit<Value, 'slot' | 'literal'>, kept = false): Value {
    const { places, lanes } = this.sizes;
    const size = (shape.placed ? places : 1) * (shape.laned ? lanes : 1);
    const region = kept ? 'state' : 'work';
    const from = kept ? this.state : this.work;
    if (kept) this.state += size;
    else this.work += size;
    const { unit, placed, laned } = shape;
    return { slot: this.slot(region, from, placed, laned), unit, placed, laned };
  }

  /** @param numbers X, Y and Z */
  emit(op: number, to: Value, from: readonly Value[], numbers: readonly number[] = []): void {
    const [a = to, b = a, c = a] = from;
    const [x = 0, y = 0, z = 0] = numbers;
    this.sections[this.section].push([op, to.slot, a.slot, b.slot, c.slot, x, y, z]);
  }

  /** The number of an instruction's stream. */
  draw(): number {
    return this.draws++;
  }

  /** An instruction with a list of slots and sizes, and cells of its own that are 0 at the start. */
  emitList(op: number, words: number[], atCell: number, cells: number): void {
    const z = op === at.APPROVAL ? this.draw() : 0;
    const instruction = [op, 0, 0, 0, 0, 0, 0, z];
    words[atCell] = this.state;
    this.state += cells;
    this.sections[this.section].push(instruction);
    this.lists.push({ words, cell: atCell, instruction });
  }

  private slot(region: Region, from: number, placed: boolean, laned: boolean): number {
    const placeStride = placed ? (laned ? this.sizes.lanes : 1) : 0;
    return this.slots.push({ region, from, placeStride, laneStride: laned ? 1 : 0 }) - 1;
  }

  /** The program as the kernel reads it. */
  layOut(figures: number, overTime: boolean): { counts: Int32Array; values: Float64Array } {
    const base = { fixed: 0, work: this.fixed.length, state: this.fixed.length + this.work };
    const counts = Array.from({ length: at.HEADER }, () => 0);
    const add = (words: readonly number[]): number => {
      const from = counts.length;
      for (const word of words) counts.push(word);
      return from;
    };
    counts[at.PLACES] = this.sizes.places;
    counts[at.LANES] = this.sizes.lanes;
    counts[at.STEPS] = this.sizes.steps;
    counts[at.FIGURES] = figures;
    counts[at.CELLS] = base.state + this.state;
    counts[at.AT_STATE] = base.state;
    counts[at.STATE] = this.state;
    counts[at.OVER_TIME] = overTime ? 1 : 0;
    for (const { words, cell, instruction } of this.lists) {
      const moved = words.map((word, i) => (i === cell ? word + base.state : word));
      instruction[at.X] = add(moved);
    }
    counts[at.AT_SLOTS] = add(
      this.slots.flatMap(({ region, from, placeStride, laneStride }) => [
        base[region] + from,
        placeStride,
        laneStride,
      ]),
    );
    const places = { once: at.AT_ONCE, each: at.AT_EACH, tell: at.AT_TELL };
    for (const section of ['once', 'each', 'tell'] as const) {
      const list = this.sections[section];
      counts[places[section]] = add(list.flat());
      counts[places[section] + 1] = list.length;
    }
    return { counts: Int32Array.from(counts), values: Float64Array.from(this.fixed) };
  }
}
