import * as at from '../../engine/components/layout';
import type { Builder, Value } from './builder';
import { parseExpression, type Expression } from './parse';
import { NO_UNIT, product, sameUnit, unitText, type Dimension } from './units';

/** What a name stands for at a place of a program. @throws RangeError when it stands for nothing there */
export type Lookup = (name: string) => Value;

const ROWS: Readonly<Record<string, number>> = {
  add: at.ADD,
  subtract: at.SUBTRACT,
  min: at.SMALLER,
  max: at.LARGER,
};
const SIGNS: Readonly<Record<string, string>> = { add: '+', subtract: '−', below: '<', above: '>' };

/**
 * Instructions for an expression.
 * @throws RangeError that says what does not go together, e.g. "money + unit"
 */
export function compileExpression(text: string, builder: Builder, lookup: Lookup): Value {
  return new Expressions(builder, lookup).compile(parseExpression(text));
}

class Expressions {
  constructor(
    private readonly builder: Builder,
    private readonly lookup: Lookup,
  ) {}

  compile(expression: Expression): Value {
    if (expression.kind === 'number') return this.builder.constant(expression.value);
    if (expression.kind === 'name') return this.lookup(expression.name);
    return this.call(expression.name, expression.arguments);
  }

  private call(name: string, given: Expression[]): Value {
    if (name === 'total' || name === 'highest') return this.overTime(name, given);
    const values = given.map((one) => this.compile(one));
    const of = (count: number): Value[] => {
      if (values.length !== count) throw new RangeError(`${name}(${'…, '.repeat(count - 1)}…)`);
      return values;
    };
    const [a, b, c] = values as [Value, Value, Value];
    switch (name) {
      case 'add':
      case 'subtract':
      case 'min':
      case 'max':
        return this.emit(ROWS[name] as number, of(2), this.common(name, a, b));
      case 'times':
        return this.emit(at.TIMES, of(2), product(a.unit, b.unit, 1));
      case 'divide':
        return this.emit(at.DIVIDE, of(2), product(a.unit, b.unit, -1));
      case 'below':
      case 'above':
        this.common(name, ...(of(2) as [Value, Value]));
        return this.emit(at.BELOW, name === 'below' ? [a, b] : [b, a], NO_UNIT);
      case 'atMost':
      case 'atLeast': {
        this.common(name, ...(of(2) as [Value, Value]));
        const not = this.emit(at.BELOW, name === 'atMost' ? [b, a] : [a, b], NO_UNIT);
        return this.emit(at.SUBTRACT, [this.builder.constant(1), not], NO_UNIT);
      }
      case 'if':
        this.plain(name, ...of(3).slice(0, 1));
        return this.emit(at.SELECT, [a, b, c], this.common(name, b, c));
      case 'exp':
        this.plain(name, ...of(1));
        return this.emit(at.EXP, [a], NO_UNIT);
      case 'log':
        this.plain(name, ...of(1));
        return this.emit(at.LOG, [a], NO_UNIT);
      case 'floor':
        return this.emit(at.FLOOR, of(1), a.unit);
      case 'hill':
        this.common(name, ...(of(3).slice(0, 2) as [Value, Value]));
        this.plain(name, c);
        return this.emit(at.HILL, [a, b, c], NO_UNIT);
      case 'sum':
        return this.sum(...(of(1) as [Value]));
      default:
        return this.draw(name, values);
    }
  }

  private draw(name: string, values: Value[]): Value {
    const { builder } = this;
    if (builder.section === 'tell') throw new RangeError(`${name}(…)`);
    const [a, b] = values as [Value, Value];
    const placed = builder.sizes.places > 1;
    const drawn = (op: number, from: Value[], shape: Omit<Value, 'slot'>): Value => {
      const to = builder.fresh(shape);
      builder.emit(op, to, from, [0, 0, builder.draw()]);
      return to;
    };
    const own = { unit: NO_UNIT, placed, laned: false };
    switch (`${name}/${values.length}`) {
      case 'normal/0':
        return drawn(at.NORMAL, [], own);
      case 'commonNormal/0':
        return drawn(at.NORMAL, [], { ...own, placed: false });
      case 'uniform/0':
        return drawn(at.UNIFORM, [], own);
      case 'commonUniform/0':
        return drawn(at.UNIFORM, [], { ...own, placed: false });
      case 'gamma/1':
        this.plain(name, a);
        if (a.laned || a.placed) throw new RangeError(`${name}(…)`);
        return drawn(at.GAMMA, [a], own);
      case 'poisson/1':
        return drawn(at.POISSON, [a], { ...a });
      case 'binomial/2':
        this.plain(name, b);
        return drawn(at.BINOMIAL, [a, b], {
          unit: a.unit,
          placed: a.placed || b.placed,
          laned: a.laned || b.laned,
        });
      default:
        throw new RangeError(`${name}(…)`);
    }
  }

  private sum(value: Value): Value {
    // With a single place everything is told of that place, and its sum is itself.
    if (!value.placed && this.builder.sizes.places === 1) return value;
    if (!value.placed) throw new RangeError('sum(…)');
    const to = this.builder.fresh({ ...value, placed: false });
    this.builder.emit(at.SUM, to, [value]);
    return to;
  }

  /** What is gathered in every step, for the outputs. */
  private overTime(name: string, given: Expression[]): Value {
    const { builder } = this;
    const [only] = given;
    if (builder.section !== 'tell' || only === undefined || given.length > 1) {
      throw new RangeError(`${name}(…)`);
    }
    builder.section = 'each';
    try {
      const value = this.compile(only);
      const one = value.placed ? this.sum(value) : value;
      const to = builder.fresh(one, true);
      builder.emit(name === 'total' ? at.ACCUMULATE : at.KEEP_HIGHEST, to, [one]);
      return to;
    } finally {
      builder.section = 'tell';
    }
  }

  private emit(op: number, from: Value[], unit: Dimension): Value {
    const to = this.builder.fresh({
      unit,
      placed: from.some(({ placed }) => placed),
      laned: from.some(({ laned }) => laned),
    });
    this.builder.emit(op, to, from);
    return to;
  }

  /** The unit of both. */
  private common(name: string, a: Value, b: Value): Dimension {
    if (a.literal === 0) return b.unit;
    if (b.literal === 0 || sameUnit(a.unit, b.unit)) return a.unit;
    const sign = SIGNS[name];
    const [one, other] = [unitText(a.unit), unitText(b.unit)];
    throw new RangeError(
      sign === undefined ? `${name}(${one}, ${other})` : `${one} ${sign} ${other}`,
    );
  }

  private plain(name: string, ...values: Value[]): void {
    for (const { unit } of values) {
      if (!sameUnit(unit, NO_UNIT)) throw new RangeError(`${name}(${unitText(unit)})`);
    }
  }
}
