import type { Program, ProgramField } from '#shared/sandbox/program';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { StudyData } from '#shared/sandbox/study-data';
import { SandtableError } from '#shared/errors';
import type { CompiledModel, ModelOutput } from '../../engine/compiled';
import * as at from '../../engine/components/layout';
import { normalCdf } from '../../engine/elementary';
import type { Column } from '../columns';
import { Builder, type Value } from './builder';
import { compileExpression } from './expressions';
import { compileStatement, type Scope } from './statements';
import {
  BASES,
  dimension,
  NO_UNIT,
  sameUnit,
  toldDimension,
  unitText,
  type Dimension,
} from './units';

/** Normal scores beyond which nothing is drawn. */
const FARTHEST = 8;

/**
 * A model of components with its data, for columns of any number.
 * @throws SandtableError SCENARIO_INVALID with the place in the model and what does not go together
 */
export function compileProgram(
  model: ScenarioModel,
  program: Program,
  data: StudyData,
  columns: readonly Column[],
): CompiledModel {
  const places = program.places === null ? 1 : data.places.length;
  const steps = data.steps ?? program.steps;
  const builder = new Builder({ places, lanes: columns.length, steps });
  const scope: Scope = {
    builder,
    names: new Map(),
    whole: (id) => data.constants[id] ?? Number.NaN,
    forced: (id) => forcedRow(model, columns, id),
    later: [],
  };
  for (const base of BASES) scope.names.set(base, builder.row([1], dimension(base)));
  addLevers(model, columns, scope);
  addAssumptions(model, columns, scope);
  addData(program, data, scope);
  program.once.forEach((statement, i) =>
    inPlace(`program.once.${i}`, () => compileStatement(statement, scope)),
  );
  builder.section = 'each';
  addCalendar(program, data, scope);
  program.each.forEach((statement, i) =>
    inPlace(`program.each.${i}`, () => compileStatement(statement, scope)),
  );
  const outputs = tell(model, program, scope, steps);
  inPlace('program.each', () => runLater(scope));
  const figures = outputs.reduce((sum, { course }) => sum + 1 + (course?.steps ?? 0), 0);
  const overTime = outputs.some(({ course }) => course !== undefined);
  const { counts, values } = builder.layOut(figures, overTime);
  const { ranked } = model;
  const shape = { variants: columns.length, figures, outputs, ranked };
  return { kernel: 'components', counts, values, ...shape };
}

/** What was put off until all statements of a step are done; it may put off more. */
function runLater({ builder, later }: Scope): void {
  builder.section = 'each';
  while (later.length > 0) {
    const now = later.splice(0);
    for (const one of now) one();
  }
}

function inPlace<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [, field, rest] = /^(?:([a-zA-Z0-9.]+): )?(.*)$/s.exec(error.message) ?? [];
    const full = field === undefined ? place : `${place}.${field}`;
    const problem = rest ?? '';
    throw new SandtableError('SCENARIO_INVALID', `${full}: ${problem}`, { place: full, problem });
  }
}

function add(scope: Scope, place: string, id: string, value: Value): void {
  inPlace(place, () => {
    if (scope.names.has(id)) throw new RangeError(`"${id}" × 2`);
    const { slot, unit, placed, laned } = value;
    scope.names.set(id, { slot, unit, placed, laned });
  });
}

/** A percent lever counts as its share. */
function scale(unit: ScenarioModel['levers'][number]['unit']): number {
  return unit === 'percent' ? 0.01 : 1;
}

function addLevers(model: ScenarioModel, columns: readonly Column[], scope: Scope): void {
  model.levers.forEach(({ id, unit, usual }, i) => {
    const row = columns.map(({ levers }) => (levers[id] ?? usual) * scale(unit));
    add(scope, `levers.${i}`, id, scope.builder.row(row, toldDimension(unit)));
  });
}

/** Priors are normal, cut off at an assumption's limits. */
function addAssumptions(model: ScenarioModel, columns: readonly Column[], scope: Scope): void {
  const { builder } = scope;
  model.assumptions.forEach(({ id, unit, mean, sd, least, most, drawn }, i) => {
    const own = toldDimension(unit);
    const by = scale(unit);
    const place = `assumptions.${i}`;
    if (sd === 0 || drawn === 'often') {
      add(scope, place, id, builder.row([mean * by], own));
      if (sd > 0) add(scope, place, `${id}.spread`, builder.row([sd * by], own));
      return;
    }
    const score = (limit: number): number =>
      Math.max(-FARTHEST, Math.min(FARTHEST, (limit - mean) / sd));
    const from = normalCdf(score(least));
    const span = normalCdf(score(most)) - from;
    const pins = columns.map((column) => column.pins[id] ?? -1);
    const laned = pins.some((pin) => pin !== pins[0]);
    const cell = builder.cells([mean * by, sd * by, from, span, ...pins]);
    const value = builder.fresh({ unit: own, placed: false, laned });
    builder.emit(at.ASSUMPTION, value, [], [cell, i]);
    add(scope, place, id, value);
  });
}

function addData(program: Program, data: StudyData, scope: Scope): void {
  const { builder } = scope;
  const of = (field: ProgramField): Dimension =>
    inPlace(`program.${field.id}.unit`, () => dimension(field.unit));
  for (const field of program.places?.fields ?? []) {
    const numbers = data.places.map((place) => place[field.id] as number);
    const unit = of(field);
    const value = numbers.length === 1 ? builder.row(numbers, unit) : builder.column(numbers, unit);
    add(scope, 'program.places', field.id, value);
  }
  for (const field of program.constants) {
    const value = builder.row([data.constants[field.id] as number], of(field));
    add(scope, 'program.constants', field.id, value);
  }
}

function addCalendar(program: Program, data: StudyData, scope: Scope): void {
  const { builder } = scope;
  for (const field of program.calendar) {
    const unit = inPlace(`program.${field.id}.unit`, () => dimension(field.unit));
    const cell = builder.cells(data.calendar[field.id] ?? []);
    const value = builder.fresh({ unit, placed: false, laned: false });
    builder.emit(at.CALENDAR, value, [], [cell]);
    add(scope, 'program.calendar', field.id, value);
  }
  const step = builder.fresh({ unit: NO_UNIT, placed: false, laned: false });
  builder.emit(at.CLOCK, step, []);
  add(scope, 'program.each', 'step', step);
  add(scope, 'program.each', 'steps', builder.row([builder.sizes.steps], NO_UNIT));
}

function forcedRow(
  model: ScenarioModel,
  columns: readonly Column[],
  id: string,
): readonly number[] | null {
  if (model.switches.every((one) => one.id !== id)) throw new RangeError(`switch: "${id}"?`);
  const states = columns.map(({ switches }) => switches[id] ?? 'model');
  if (states.every((state) => state === 'model')) return null;
  return states.map((state) => (state === 'model' ? -1 : state === 'on' ? 1 : 0));
}

function tell(model: ScenarioModel, program: Program, scope: Scope, steps: number): ModelOutput[] {
  const { builder } = scope;
  builder.section = 'tell';
  let next = model.outputs.length;
  const outputs = model.outputs.map(({ id, unit, overTime }, figure): ModelOutput => {
    const place = `program.outputs.${id}`;
    return inPlace(place, () => {
      const text = program.outputs[id];
      if (text === undefined) throw new RangeError('?');
      const value = compileExpression(text, builder, (name) => {
        const found = scope.names.get(name);
        if (found === undefined) throw new RangeError(`"${name}"?`);
        return found;
      });
      if (value.placed) throw new RangeError('sum(…)');
      const wanted = toldDimension(unit);
      if (value.literal !== 0 && !sameUnit(value.unit, wanted)) {
        throw new RangeError(`${unitText(value.unit)} ≠ ${unitText(wanted)}`);
      }
      const course = overTime ? { figure: next, steps } : undefined;
      builder.emit(at.TELL_FIGURE, value, [value], [figure, overTime ? next : -1]);
      if (overTime) next += steps;
      return course === undefined ? { name: id, figure } : { name: id, figure, course };
    });
  });
  const unknown = Object.keys(program.outputs).find((id) =>
    model.outputs.every((output) => output.id !== id),
  );
  if (unknown !== undefined) {
    inPlace(`program.outputs.${unknown}`, () => {
      throw new RangeError('≠ outputs');
    });
  }
  return outputs;
}
