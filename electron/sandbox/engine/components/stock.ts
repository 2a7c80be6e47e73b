import { integers, reals, truncate, type Integers, type Reals } from '../machine';
import * as at from './layout';
import type { Slots } from './slots';

/**
 * Stock of all places and lanes: ordered up to a level, there after a lead time, sold oldest first, wasted when too old, and moved
 * between places. Written in the subset of TypeScript that is also compiled to WebAssembly.
 *
 * State of a cell: units by the step at whose end they are too old (a ring of `life`), units on their way by the step in which they
 * arrive (a ring of longest lead + 1), units owed, units on hand.
 */
export class StockRoom {
  private readonly counts: Integers;
  private readonly slots: Slots;
  private readonly cells: Reals;
  /** Slots and sizes of the stock at work. */
  private readonly slot: Integers = integers(at.STOCK_WORDS);
  /** Units by age on the road between places. */
  private readonly road: Reals = reals(256);
  private now: i32 = 0;
  private lanes: i32 = 0;

  constructor(counts: Integers, slots: Slots) {
    this.counts = counts;
    this.slots = slots;
    this.cells = slots.cells;
  }

  /** One step of the stock whose list begins at `list`. */
  step(list: i32, now: i32, places: i32, lanes: i32): void {
    for (let i = 0; i < at.STOCK_WORDS; i++) this.slot[i] = this.counts[list + i] as i32;
    this.now = now;
    this.lanes = lanes;
    for (let lane = 0; lane < lanes; lane++) {
      for (let place = 0; place < places; place++) this.open(place, lane);
      this.move(places, lane);
      for (let place = 0; place < places; place++) this.serve(place, lane);
    }
  }

  private read(which: i32, place: i32, lane: i32): f64 {
    return this.slots.get(this.slot[which] as i32, place, lane);
  }

  private tell(which: i32, place: i32, lane: i32, value: f64): void {
    this.slots.set(this.slot[which] as i32, place, lane, value);
  }

  /** Where the state of a place begins. */
  private cell(place: i32, lane: i32): i32 {
    const words = (this.slot[at.STOCK_LIFE] as i32) + (this.slot[at.STOCK_RING] as i32) + 2;
    return (this.slot[at.STOCK_AT] as i32) + (place * this.lanes + lane) * words;
  }

  private isEver(): boolean {
    return (this.slot[at.STOCK_EVER] as i32) !== 0;
  }

  /** Place in the ring of goods that keep for `life` steps, the present one included. */
  private ageCell(cell: i32, life: i32): i32 {
    const most = this.slot[at.STOCK_LIFE] as i32;
    return this.isEver() ? cell : cell + ((this.now + life - 1) % most);
  }

  private handCell(cell: i32): i32 {
    return cell + (this.slot[at.STOCK_LIFE] as i32) + (this.slot[at.STOCK_RING] as i32) + 1;
  }

  private onHand(cell: i32): f64 {
    return this.cells[this.handCell(cell)] as f64;
  }

  private addOnHand(cell: i32, units: f64): void {
    const hand = this.handCell(cell);
    this.cells[hand] = (this.cells[hand] as f64) + units;
  }

  /** The opening stock, today's order, and what arrives. */
  private open(place: i32, lane: i32): void {
    const cells = this.cells;
    const cell = this.cell(place, lane);
    const life = this.slot[at.STOCK_LIFE] as i32;
    const ring = this.slot[at.STOCK_RING] as i32;
    const way = cell + life;
    const owed = way + ring;
    if (this.now === 0) {
      const left = truncate(this.read(at.STOCK_OPENING_LIFE, place, lane));
      const keeps = left < 1 ? 1 : left > life ? life : left;
      const age = this.ageCell(cell, keeps);
      const opening = Math.floor(this.read(at.STOCK_OPENING, place, lane));
      cells[age] = opening;
      this.addOnHand(cell, opening);
    }
    let ordered: f64 = 0;
    if (this.now % (this.slot[at.STOCK_EVERY] as i32) === 0) {
      let position = this.onHand(cell) - (cells[owed] as f64);
      for (let i = 0; i < ring; i++) position += cells[way + i] as f64;
      if (position <= this.read(at.STOCK_POINT, place, lane)) {
        const more = Math.floor(this.read(at.STOCK_LEVEL, place, lane)) - position;
        ordered = more > 0 ? more : 0;
      }
      const asked = truncate(this.read(at.STOCK_LEAD, place, lane));
      const lead = asked < 0 ? 0 : asked > ring - 1 ? ring - 1 : asked;
      const due = way + ((this.now + lead) % ring);
      cells[due] = (cells[due] as f64) + ordered;
    }
    const arrives = way + (this.now % ring);
    const received = cells[arrives] as f64;
    cells[arrives] = 0;
    const fresh = this.ageCell(cell, life);
    cells[fresh] = (cells[fresh] as f64) + received;
    this.addOnHand(cell, received);
    this.tell(at.STOCK_ORDERED, place, lane, ordered);
    this.tell(at.STOCK_RECEIVED, place, lane, received);
    this.tell(at.STOCK_MOVED, place, lane, 0);
  }

  /** Takes from places that have more than they want, oldest first, and gives to those that have less, in proportion. */
  private move(places: i32, lane: i32): void {
    const share = this.read(at.STOCK_SHARE, 0, lane);
    if (!(share > 0)) return;
    let spare: f64 = 0;
    let missing: f64 = 0;
    for (let place = 0; place < places; place++) {
      const more = this.more(place, lane);
      if (more > 0) spare += more;
      else missing -= more;
    }
    const most = spare < missing ? spare : missing;
    const all = Math.floor((share < 1 ? share : 1) * most);
    if (!(all > 0)) return;
    let given: f64 = 0;
    let upTo: f64 = 0;
    for (let place = 0; place < places; place++) {
      const more = this.more(place, lane);
      if (!(more > 0)) continue;
      upTo += more;
      const next = Math.floor((all * upTo) / spare);
      this.take(this.cell(place, lane), next - given);
      this.tell(at.STOCK_MOVED, place, lane, given - next);
      given = next;
    }
    given = 0;
    upTo = 0;
    for (let place = 0; place < places; place++) {
      // Those that have given have just what they want now, or still more.
      const more = this.more(place, lane);
      if (!(more < 0) || this.read(at.STOCK_MOVED, place, lane) < 0) continue;
      upTo -= more;
      const next = Math.floor((all * upTo) / missing);
      this.put(this.cell(place, lane), next - given);
      this.tell(at.STOCK_MOVED, place, lane, next - given);
      given = next;
    }
  }

  /** What a place has more than it wants, whole units. */
  private more(place: i32, lane: i32): f64 {
    const has = this.onHand(this.cell(place, lane));
    return has - Math.floor(this.read(at.STOCK_WANTED, place, lane));
  }

  private take(cell: i32, units: f64): void {
    this.addOnHand(cell, -units);
    const life = this.slot[at.STOCK_LIFE] as i32;
    let rest = units;
    for (let i = 0; i < life && rest > 0; i++) {
      const age = this.ageCell(cell, i + 1);
      const here = this.cells[age] as f64;
      const taken = here < rest ? here : rest;
      this.cells[age] = here - taken;
      this.road[i] = (this.road[i] as f64) + taken;
      rest -= taken;
    }
  }

  private put(cell: i32, units: f64): void {
    this.addOnHand(cell, units);
    const life = this.slot[at.STOCK_LIFE] as i32;
    let rest = units;
    for (let i = 0; i < life && rest > 0; i++) {
      const here = this.road[i] as f64;
      const given = here < rest ? here : rest;
      const age = this.ageCell(cell, i + 1);
      this.road[i] = here - given;
      this.cells[age] = (this.cells[age] as f64) + given;
      rest -= given;
    }
  }

  /** Serves the demand, oldest goods first, and throws away what is too old at the end. */
  private serve(place: i32, lane: i32): void {
    const cells = this.cells;
    const cell = this.cell(place, lane);
    const life = this.slot[at.STOCK_LIFE] as i32;
    const owedCell = cell + life + (this.slot[at.STOCK_RING] as i32);
    const owes = (this.slot[at.STOCK_OWED] as i32) !== 0;
    const asked = Math.floor(this.read(at.STOCK_DEMAND, place, lane)) + (cells[owedCell] as f64);
    let rest = asked > 0 ? asked : 0;
    const wanted = rest;
    const hand = this.onHand(cell);
    let still = hand < rest ? hand : rest;
    rest -= still;
    this.addOnHand(cell, -still);
    // From the oldest goods on, around the ring.
    let age = this.ageCell(cell, 1);
    for (let i = 0; i < life && still > 0; i++) {
      const here = cells[age] as f64;
      const sold = here < still ? here : still;
      cells[age] = here - sold;
      still -= sold;
      age++;
      if (age === cell + life) age = cell;
    }
    cells[owedCell] = owes ? rest : 0;
    let wasted: f64 = 0;
    if (!this.isEver()) {
      const oldest = this.ageCell(cell, 1);
      wasted = cells[oldest] as f64;
      cells[oldest] = 0;
      this.addOnHand(cell, -wasted);
    }
    this.tell(at.STOCK_SOLD, place, lane, wanted - rest);
    this.tell(at.STOCK_LOST, place, lane, rest);
    this.tell(at.STOCK_WASTED, place, lane, wasted);
    this.tell(at.STOCK_LEFT, place, lane, this.onHand(cell));
  }
}
