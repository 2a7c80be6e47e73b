import { describe, expect, test } from 'vitest';
import { layOut } from '#electron/sandbox/study/lay-out';
import { SCENARIO_MODELS } from '#electron/sandbox/study/models';
import { parseExpression } from '#electron/sandbox/study/language/parse';
import { scenarioSchema, type ScenarioModel } from '#shared/sandbox/scenario';
import { FLU_DATA } from '../../../fixtures/sandbox/study-data';
import { columnOf, playModel, smallModel, type Statements } from './play';

const flu = SCENARIO_MODELS.find(({ id }) => id === 'flu-season') as ScenarioModel;

function failureOf(model: ScenarioModel, data: unknown = FLU_DATA) {
  const job = { model, data, columns: [columnOf()], ranked: model.ranked };
  return layOut(job).failure;
}

/** The flu model with one text of its program changed. */
function changed(from: string, to: string): ScenarioModel {
  const text = JSON.stringify(flu);
  expect(text).toContain(from);
  return scenarioSchema.parse(JSON.parse(text.replace(from, to)));
}

describe('a model that does not hold together is refused with its place', () => {
  test.each([
    ['demand * exp(storeSpread', 'demand * exp(demand', 'program.once.2.is', 'subtract|unit'],
    ['lead + if(slow, lateWeeks, 0)', 'lead + 1', 'program.once.3.is', 'week \\+ 1'],
    ['level * season"', 'level * price"', 'program.each.5.upTo', 'unit ≠ money'],
    [
      'price * shelf.sold -',
      'price * shelf.sold - shelf.left -',
      'program.each.8.is',
      'money − unit',
    ],
    ['"moved":"share"', '"moved":"cover"', 'program.each.5.moved', 'week ≠ 1'],
    ['total(shelf.lost)', 'total(gain)', 'program.outputs.lost', 'money ≠ unit'],
    ['total(shelf.lost)', 'shelf.lost', 'program.outputs.lost', 'sum'],
    ['"switch":"wave"', '"switch":"war"', 'program.once.0.switch', '"war"'],
    ['"is":"(step - peakWeek)', '"is":"(step - peakWeak)', 'program.each.0.is', 'peakWeak'],
    ['"is":"(step - peakWeek)', '"is":"(step - - peakWeek', 'program.each.0.is', ':'],
    ['"id":"season","does"', '"id":"off","does"', 'program.each.1', '"off" × 2'],
  ])('%s → %s', (from, to, place, problem) => {
    const failure = failureOf(changed(from, to));
    expect(failure).toMatchObject({ code: 'SCENARIO_INVALID' });
    expect(failure?.details['place']).toBe(place);
    expect(String(failure?.details['problem'])).toMatch(new RegExp(problem));
  });
});

describe('data that do not fit are refused with their place', () => {
  const [first] = FLU_DATA.places;
  test.each([
    ['places.0.demand', { ...FLU_DATA, places: [{ ...first, demand: -1 }] }],
    ['places.0.demand', { ...FLU_DATA, places: [{ ...first, demand: Number.NaN }] }],
    ['places.0.keeps', { ...FLU_DATA, places: [{ ...first, keeps: 1.5 }] }],
    ['places.1.id', { ...FLU_DATA, places: [first, first] }],
    ['places.0.colour', { ...FLU_DATA, places: [{ ...first, colour: 3 }] }],
    ['places', { ...FLU_DATA, places: [] }],
    ['constants.price', { ...FLU_DATA, constants: {} }],
    ['constants.luck', { ...FLU_DATA, constants: { ...FLU_DATA.constants, luck: 1 } }],
    ['currency', { ...FLU_DATA, currency: 'yuan' }],
  ])('%s', (place, data) => {
    expect(failureOf(flu, data)).toMatchObject({ code: 'STUDY_DATA_INVALID', details: { place } });
  });
});

test.each(['1 +', '(a', 'a b', '2 ^ 3', 'f(a,', '', 'A', '1..2'])(
  '"%s" is no expression',
  (text) => {
    expect(() => parseExpression(text)).toThrow(RangeError);
  },
);

test('operators bind as in arithmetic', () => {
  const outputs = {
    a: '7 - 2 * 3 - 1',
    b: '0 - (1 + 2) * 2',
    c: '-2 * 3 + 8 / 4 / 2',
    d: '1 + 1 < 2 * 2',
    e: '2 >= 3',
    f: 'if(2 <= 2, min(4, 5), 6)',
  };
  const each: Statements = [{ id: 'x', does: 'formula', unit: '1', is: '1' }];
  const { figures } = playModel(smallModel({ each, outputs }), { replicates: 1 });
  expect([...figures]).toEqual([0, -6, -5, 1, 0, 4]);
});
