import { EventHeap } from './heap';

/**
 * Validation's limited room: with more deals than slots the work is shared, so each proceeds min(1, slots / deals) times as fast
 * as alone (processor sharing; with exponential work the number of deals is that of M/M/c). Focused deals
 * take what they need first. Each group has a clock of work done, on which a deal's end is known when it enters.
 */
export class ValidationRoom {
  /** Deal-days lost by sharing. */
  waitDays = 0;
  private now = 0;
  private slots = Infinity;
  /** By group: others, focused. */
  private readonly ends: readonly [EventHeap, EventHeap];
  private readonly clock = new Float64Array(2);
  private readonly speed = new Float64Array(2).fill(1);

  /** @param capacity most deals at once */
  constructor(capacity: number) {
    this.ends = [new EventHeap(capacity), new EventHeap(capacity)];
  }

  get count(): number {
    return this.ends[0].length + this.ends[1].length;
  }

  /** Empties the room and sets the time to 0. */
  open(slots: number): void {
    this.now = 0;
    this.waitDays = 0;
    this.clock.fill(0);
    this.ends[0].clear();
    this.ends[1].clear();
    this.setSlots(slots);
  }

  /** From now on; 0 = all work rests. */
  setSlots(slots: number): void {
    this.slots = slots;
    this.share();
  }

  /** A deal enters with `work` days of undisturbed work before it; Infinity = longer than anybody looks. */
  enter(id: number, group: number, work: number): void {
    this.ends[group === 1 ? 1 : 0].push((this.clock[group] as number) + work, id);
    this.share();
  }

  /** When the next deal will be done if nothing changes; Infinity when none will. */
  get next(): number {
    return Math.min(this.endOf(0), this.endOf(1));
  }

  /** Lets the time pass until `time`, which is not later than `next`. */
  advance(time: number): void {
    const days = time - this.now;
    for (let group = 0; group < 2; group++) {
      const speed = this.speed[group] as number;
      this.clock[group] = (this.clock[group] as number) + days * speed;
      this.waitDays += days * (1 - speed) * (this.ends[group] as EventHeap).length;
    }
    this.now = time;
  }

  /** Lets the time pass until the next deal is done, takes it out and returns its id. */
  finish(): number {
    const group = this.endOf(1) <= this.endOf(0) ? 1 : 0;
    this.advance(this.endOf(group));
    const heap = this.ends[group];
    this.clock[group] = heap.pop();
    const { id } = heap;
    this.share();
    return id;
  }

  private endOf(group: 0 | 1): number {
    const speed = this.speed[group] as number;
    const left = this.ends[group].next - (this.clock[group] as number);
    // A few rounding errors must not turn the time back.
    return speed > 0 ? this.now + Math.max(0, left) / speed : Infinity;
  }

  private share(): void {
    const focused = this.ends[1].length;
    const others = this.ends[0].length;
    const fast = focused > this.slots ? this.slots / focused : 1;
    const left = Math.max(0, this.slots - focused);
    this.speed[1] = fast;
    this.speed[0] = others > left ? left / others : 1;
  }
}
