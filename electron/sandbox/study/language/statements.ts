import type { ProgramStatement } from '#shared/sandbox/program';
import * as at from '../../engine/components/layout';
import type { Builder, Value } from './builder';
import { compileExpression } from './expressions';
import { dimension, NO_UNIT, sameUnit, unitText, type Dimension } from './units';

/** What statements are compiled into: the program so far, and what its names mean. */
export interface Scope {
  builder: Builder;
  names: Map<string, Value>;
  /** The whole number of a constant of the data. */
  whole: (id: string) => number;
  /** A row of forced values by lane (−1 = by chance) for a switch; null where no lane forces it. */
  forced: (id: string) => readonly number[] | null;
  /** Done when all statements of a step are: what a memory holds next. */
  later: (() => void)[];
}

type Shape = Pick<Value, 'placed' | 'laned'>;
type Of<K extends ProgramStatement['does']> = Extract<ProgramStatement, { does: K }>;

/** @throws RangeError with what does not go together, in front of it the field it is about */
export function compileStatement(statement: ProgramStatement, scope: Scope): void {
  switch (statement.does) {
    case 'formula': {
      const value = read(scope, statement.is, 'is');
      name(scope, statement.id, wanted(value, dimension(statement.unit), 'is'));
      return;
    }
    case 'memory':
      memory(scope, statement);
      return;
    case 'carryOver':
      carryOver(scope, statement);
      return;
    case 'event':
      event(scope, statement);
      return;
    case 'regime':
      regime(scope, statement);
      return;
    case 'arrivals':
      arrivals(scope, statement);
      return;
    case 'funnel':
      funnel(scope, statement);
      return;
    case 'stock':
      stock(scope, statement);
      return;
    case 'queue':
      queue(scope, statement);
      return;
    case 'adoption':
      adoption(scope, statement);
      return;
    case 'renewal':
      renewal(scope, statement);
      return;
    case 'stages':
      stages(scope, statement);
      return;
    case 'approval':
      approval(scope, statement);
      return;
    case 'budget':
      budget(scope, statement);
      return;
  }
}

/** @param own names that a component gives its parts while it is compiled */
function read(scope: Scope, text: string, field: string, own: Record<string, Value> = {}): Value {
  try {
    return compileExpression(text, scope.builder, (wantedName) => {
      const value = own[wantedName] ?? scope.names.get(wantedName);
      if (value === undefined) throw new RangeError(`"${wantedName}"?`);
      return value;
    });
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`${field}: ${error.message}`);
    throw error;
  }
}

function name(scope: Scope, id: string, value: Value): void {
  if (scope.names.has(id)) throw new RangeError(`"${id}" × 2`);
  const { slot, unit, placed, laned } = value;
  scope.names.set(id, { slot, unit, placed, laned });
}

function wanted(value: Value, unit: Dimension, field: string): Value {
  if (value.literal === 0) return { ...value, unit };
  if (sameUnit(value.unit, unit)) return value;
  throw new RangeError(`${field}: ${unitText(value.unit)} ≠ ${unitText(unit)}`);
}

function readChance(scope: Scope, text: string, field: string): Value {
  return wanted(read(scope, text, field), NO_UNIT, field);
}

/** A value kept from one step to the next, with places and lanes of its own where any of what it is made of has. */
function kept(scope: Scope, starts: Value, unit: Dimension, madeOf: readonly Shape[]): Value {
  const { builder } = scope;
  const all = [starts, ...madeOf];
  const placed = all.some((one) => one.placed);
  const value = builder.fresh({ unit, placed, laned: all.some(({ laned }) => laned) }, true);
  const { section } = builder;
  builder.section = 'once';
  builder.emit(at.COPY, value, [starts]);
  builder.section = section;
  return value;
}

/** Starts of a memory are worked out before the first step. */
function readOnce(scope: Scope, text: string, field: string): Value {
  const { builder } = scope;
  const { section } = builder;
  builder.section = 'once';
  try {
    return read(scope, text, field);
  } finally {
    builder.section = section;
  }
}

function becomes(scope: Scope, value: Value, next: () => Value): void {
  scope.later.push(() => {
    const { builder } = scope;
    const source = next();
    if (source.placed && !value.placed) throw new RangeError('becomes: sum(…)');
    const copy = builder.fresh(value);
    builder.emit(at.COPY, copy, [source]);
    // Copied back when all have been worked out: memories see each other as they were.
    scope.later.push(() => builder.emit(at.COPY, value, [copy]));
  });
}

function memory(scope: Scope, { id, unit, of, starts, becomes: next }: Of<'memory'>): void {
  const own = dimension(unit);
  const first = wanted(readOnce(scope, starts, 'starts'), own, 'starts');
  const { places, lanes } = scope.builder.sizes;
  // What it becomes may be named only later in the step, so it has lanes where there are any.
  const shape = { placed: of === 'places' && places > 1, laned: lanes > 1 };
  const value = kept(scope, first, own, [shape]);
  name(scope, id, value);
  becomes(scope, value, () => wanted(read(scope, next, 'becomes'), own, 'becomes'));
}

function carryOver(scope: Scope, { id, of, keeps }: Of<'carryOver'>): void {
  const own = read(scope, of, 'of');
  const share = readChance(scope, keeps, 'keeps');
  const before = kept(scope, scope.builder.constant(0), own.unit, [own, share]);
  const now = read(scope, 'own + share * before', 'of', { own, share, before });
  name(scope, id, now);
  becomes(scope, before, () => now);
}

function differ(row: readonly number[] | null): boolean {
  return row !== null && row.some((one) => one !== row[0]);
}

/** @param row forced values by lane */
function happens(scope: Scope, drawn: Value, chance: Value, row: readonly number[] | null): Value {
  const { builder } = scope;
  const to = builder.fresh({
    unit: NO_UNIT,
    placed: drawn.placed || chance.placed,
    laned: chance.laned || differ(row),
  });
  const cell = row === null ? -1 : builder.cells(row);
  builder.emit(at.HAPPENS, to, [drawn, chance], [cell]);
  return to;
}

function event(scope: Scope, { id, chance, switch: by }: Of<'event'>): void {
  if (scope.builder.section !== 'once') throw new RangeError('once');
  const share = readChance(scope, chance, 'chance');
  const drawn = read(scope, share.placed ? 'uniform()' : 'commonUniform()', 'chance');
  name(scope, id, happens(scope, drawn, share, by === undefined ? null : scope.forced(by)));
}

function regime(scope: Scope, statement: Of<'regime'>): void {
  const { id, starts, begins, stays, switch: by } = statement;
  const first = wanted(readOnce(scope, starts, 'starts'), NO_UNIT, 'starts');
  const begin = readChance(scope, begins, 'begins');
  const stay = readChance(scope, stays, 'stays');
  const placed = first.placed || begin.placed || stay.placed;
  const drawn = read(scope, placed ? 'uniform()' : 'commonUniform()', 'begins');
  const row = by === undefined ? null : scope.forced(by);
  const chance = kept(scope, first, NO_UNIT, [begin, stay, { placed, laned: differ(row) }]);
  const now = happens(scope, drawn, chance, row);
  name(scope, id, now);
  becomes(scope, chance, () => read(scope, 'if(now, stay, begin)', 'stays', { now, stay, begin }));
}

function arrivals(scope: Scope, { id, mean, evenness }: Of<'arrivals'>): void {
  const level = read(scope, mean, 'mean');
  if (evenness === undefined) {
    name(scope, id, read(scope, 'poisson(level)', 'mean', { level }));
    return;
  }
  const shape = read(scope, evenness, 'evenness');
  const own = { level, shape };
  name(scope, id, read(scope, 'poisson(level * gamma(shape))', 'evenness', own));
}

function funnel(scope: Scope, { id, from, parts }: Of<'funnel'>): void {
  let before = read(scope, from, 'from');
  parts.forEach((part, i) => {
    const share = readChance(scope, part.chance, `parts.${i}.chance`);
    before = read(scope, 'binomial(before, share)', `parts.${i}`, { before, share });
    name(scope, `${id}.${part.id}`, before);
  });
}

function stock(scope: Scope, statement: Of<'stock'>): void {
  const { builder } = scope;
  const { id, life, longestLead, every, owed } = statement;
  const demand = read(scope, statement.demand, 'demand');
  const of = (text: string | undefined, field: string): Value =>
    text === undefined ? builder.constant(0) : wanted(read(scope, text, field), demand.unit, field);
  const upTo = of(statement.upTo, 'upTo');
  const point =
    statement.orderAt === undefined
      ? read(scope, 'upTo', 'upTo', { upTo })
      : of(statement.orderAt, 'orderAt');
  const lead = read(scope, statement.lead, 'lead');
  const share = readChance(scope, statement.moved ?? '0', 'moved');
  const opening = of(statement.opening, 'opening');
  const keeps = typeof life === 'string' ? scope.whole(life) : (life ?? 1);
  if (!(Number.isInteger(keeps) && keeps >= 1 && keeps <= 250))
    throw new RangeError('life: 1 … 250');
  const openingLife =
    statement.openingLife === undefined
      ? builder.constant(keeps)
      : read(scope, statement.openingLife, 'openingLife');
  const { places, lanes } = builder.sizes;
  const shape = { unit: demand.unit, placed: places > 1, laned: lanes > 1 };
  const told = Object.fromEntries(
    ['sold', 'lost', 'wasted', 'left', 'ordered', 'received', 'moved'].map((part) => {
      const value = builder.fresh(shape);
      name(scope, `${id}.${part}`, value);
      return [part, value.slot];
    }),
  );
  const words = Array.from({ length: at.STOCK_WORDS }, () => 0);
  const set = (place: number, value: number | undefined): void => void (words[place] = value ?? 0);
  set(at.STOCK_DEMAND, demand.slot);
  set(at.STOCK_LEVEL, upTo.slot);
  set(at.STOCK_POINT, point.slot);
  set(at.STOCK_LEAD, lead.slot);
  set(at.STOCK_SHARE, share.slot);
  set(at.STOCK_WANTED, of(statement.wanted, 'wanted').slot);
  set(at.STOCK_OPENING, opening.slot);
  set(at.STOCK_OPENING_LIFE, openingLife.slot);
  set(at.STOCK_SOLD, told['sold']);
  set(at.STOCK_LOST, told['lost']);
  set(at.STOCK_WASTED, told['wasted']);
  set(at.STOCK_LEFT, told['left']);
  set(at.STOCK_ORDERED, told['ordered']);
  set(at.STOCK_RECEIVED, told['received']);
  set(at.STOCK_MOVED, told['moved']);
  set(at.STOCK_LIFE, keeps);
  set(at.STOCK_EVER, life === undefined ? 1 : 0);
  set(at.STOCK_RING, longestLead + 1);
  set(at.STOCK_EVERY, every);
  set(at.STOCK_OWED, owed ? 1 : 0);
  const cells = places * lanes * (keeps + longestLead + 3);
  builder.emitList(at.STOCK, words, at.STOCK_AT, cells);
}

function queue(scope: Scope, { id, arriving, capacity }: Of<'queue'>): void {
  const come = read(scope, arriving, 'arriving');
  const room = wanted(read(scope, capacity, 'capacity'), come.unit, 'capacity');
  const before = kept(scope, scope.builder.constant(0), come.unit, [come, room]);
  const all = read(scope, 'before + come', 'arriving', { before, come });
  const served = read(scope, 'min(all, room)', 'capacity', { all, room });
  const waiting = read(scope, 'all - served', 'capacity', { all, served });
  name(scope, `${id}.served`, served);
  name(scope, `${id}.waiting`, waiting);
  becomes(scope, before, () => waiting);
}

function adoption(scope: Scope, statement: Of<'adoption'>): void {
  const { id, market, innovation, imitation } = statement;
  const all = read(scope, market, 'market');
  const own = readChance(scope, innovation, 'innovation');
  const others = readChance(scope, imitation, 'imitation');
  const before = kept(scope, scope.builder.constant(0), all.unit, [all, own, others]);
  const parts = { all, own, others, before };
  const fresh = read(
    scope,
    'binomial(all - before, 1 - exp(0 - own - others * before / all))',
    'market',
    parts,
  );
  const adopters = read(scope, 'before + fresh', 'market', { before, fresh });
  name(scope, `${id}.new`, fresh);
  name(scope, `${id}.adopters`, adopters);
  becomes(scope, before, () => adopters);
}

function renewal(scope: Scope, { id, starts, keeps, gains }: Of<'renewal'>): void {
  const first = readOnce(scope, starts, 'starts');
  const share = readChance(scope, keeps, 'keeps');
  const come = wanted(read(scope, gains, 'gains'), first.unit, 'gains');
  const before = kept(scope, first, first.unit, [share, come]);
  const stay = read(scope, 'binomial(before, share)', 'keeps', { before, share });
  const now = read(scope, 'stay + come', 'gains', { stay, come });
  name(scope, `${id}.lost`, read(scope, 'before - stay', 'keeps', { before, stay }));
  name(scope, `${id}.customers`, now);
  becomes(scope, before, () => now);
}

function stages(scope: Scope, { id, entering, parts }: Of<'stages'>): void {
  let come = read(scope, entering, 'entering');
  const { unit } = come;
  let dropped = scope.builder.constant(0);
  parts.forEach((part, i) => {
    const field = `parts.${i}`;
    const move = readChance(scope, part.moves, `${field}.moves`);
    const drop = readChance(scope, part.drops, `${field}.drops`);
    const first = wanted(readOnce(scope, part.opening ?? '0', field), unit, `${field}.opening`);
    const before = kept(scope, first, unit, [come, move, drop]);
    const own = { before, move, drop };
    // What comes today stays until the next step.
    const leave = read(scope, 'binomial(before, move + drop)', field, own);
    const share = read(scope, 'move / max(move + drop, 1e-300)', field, own);
    const on = read(scope, 'binomial(leave, share)', field, { leave, share });
    const arriving = come;
    const now = read(scope, 'before - leave + arriving', field, { before, leave, arriving });
    dropped = read(scope, 'dropped + leave - on', field, { dropped, leave, on });
    name(scope, `${id}.${part.id}`, now);
    becomes(scope, before, () => now);
    come = on;
  });
  name(scope, `${id}.through`, come);
  name(scope, `${id}.dropped`, dropped);
}

function approval(scope: Scope, { id, entering, departments }: Of<'approval'>): void {
  const { builder } = scope;
  const come = read(scope, entering, 'entering');
  if (come.placed) throw new RangeError('entering: sum(…)');
  const shape = { unit: come.unit, placed: false, laned: builder.sizes.lanes > 1 };
  const [done, waiting] = [builder.fresh(shape), builder.fresh(shape)];
  const words = Array.from({ length: at.APPROVAL_WORDS }, () => 0);
  words[at.APPROVAL_ENTERING] = come.slot;
  words[at.APPROVAL_DONE] = done.slot;
  words[at.APPROVAL_WAITING] = waiting.slot;
  words[at.APPROVAL_DEPARTMENTS] = departments.length;
  departments.forEach(({ chance, capacity }, d) => {
    const field = `departments.${d}`;
    const share = readChance(scope, chance, `${field}.chance`);
    const room = wanted(read(scope, capacity, field), come.unit, `${field}.capacity`);
    if (share.placed || room.placed) throw new RangeError(`${field}: sum(…)`);
    words[at.APPROVAL_CHANCE + d] = share.slot;
    words[at.APPROVAL_CHANCE + at.MOST_DEPARTMENTS + d] = room.slot;
  });
  const cells = builder.sizes.lanes * 2 ** departments.length;
  builder.emitList(at.APPROVAL, words, at.APPROVAL_AT, cells);
  name(scope, `${id}.done`, done);
  name(scope, `${id}.waiting`, waiting);
}

function budget(scope: Scope, { id, wish, limit }: Of<'budget'>): void {
  const first = readOnce(scope, limit, 'limit');
  const asked = wanted(read(scope, wish, 'wish'), first.unit, 'wish');
  if (asked.placed) throw new RangeError('wish: sum(…)');
  const before = kept(scope, first, first.unit, [asked]);
  const spent = read(scope, 'max(0, min(asked, before))', 'wish', { asked, before });
  const left = read(scope, 'before - spent', 'wish', { before, spent });
  name(scope, `${id}.spent`, spent);
  name(scope, `${id}.left`, left);
  becomes(scope, before, () => left);
}
