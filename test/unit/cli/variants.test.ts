import { describe, expect, test } from 'vitest';
import { readSwitches, readVariants } from '#electron/cli/variants';
import { NEUTRAL_LEVERS } from '#shared/sandbox/request';

describe('readVariants', () => {
  test('reads every lever and puts carrying on first', () => {
    const spec = '更快:discount=5,engineers=2,followup=2,focus=region/华东,focus=product/AI 网关';
    expect(readVariants([spec], '照现状推进')).toEqual([
      { id: 'baseline', name: '照现状推进', levers: NEUTRAL_LEVERS },
      {
        id: 'v1',
        name: '更快',
        levers: {
          discountPct: 5,
          extraSolutionEngineers: 2,
          followUpSpeed: 2,
          focusSegments: [
            { dimension: 'region', value: '华东' },
            { dimension: 'product', value: 'AI 网关' },
          ],
        },
      },
    ]);
  });

  test('an own variant that changes nothing is enough of a baseline, wherever it stands', () => {
    const names = (specs: string[]) => readVariants(specs, 'B').map(({ name }) => name);
    expect(names(['Today', 'Fast:followup=2'])).toEqual(['Today', 'Fast']);
    expect(names(['Fast:followup=2', 'Today:discount=0'])).toEqual(['Fast', 'Today']);
    expect(names(['A:discount=1', 'C:discount=2'])).toEqual(['B', 'A', 'C']);
  });

  test('commas and colons inside names', () => {
    const [, one] = readVariants([String.raw`Q1\: go:focus=product/A\, B,discount=3`], 'B');
    expect(one?.name).toBe('Q1: go');
    expect(one?.levers).toMatchObject({
      discountPct: 3,
      focusSegments: [{ dimension: 'product', value: 'A, B' }],
    });
  });

  test.each([
    ['', 'variantName'],
    [':discount=1', 'variantName'],
    ['A:speed=2', 'unknownLever'],
    ['A:discount', 'leverOutOfRange'],
    ['A:discount=', 'leverOutOfRange'],
    ['A:discount=41', 'leverOutOfRange'],
    ['A:discount=-1', 'leverOutOfRange'],
    ['A:engineers=1.5', 'leverOutOfRange'],
    ['A:followup=0', 'leverOutOfRange'],
    ['A:focus=华东', 'focus'],
    ['A:focus=city/上海', 'focus'],
    ['A:focus=region/', 'focus'],
  ])('%j is refused as %s', (spec, key) => {
    expect(() => readVariants([spec], 'B')).toThrow(expect.objectContaining({ key }));
  });

  test('at most eight, the baseline included', () => {
    const specs = (count: number) =>
      Array.from({ length: count }, (_, n) => `V${n}:discount=${n + 1}`);
    expect(readVariants(specs(7), 'B')).toHaveLength(8);
    expect(() => readVariants(specs(8), 'B')).toThrow(
      expect.objectContaining({ key: 'tooManyVariants' }),
    );
  });
});

describe('readSwitches', () => {
  test('by chance unless named', () => {
    expect(readSwitches([])).toEqual({
      rivalPromotes: 'model',
      budgetFreeze: 'model',
      keyEngineerAway: 'model',
    });
    expect(readSwitches(['rival=on', 'engineer=off'])).toEqual({
      rivalPromotes: 'on',
      budgetFreeze: 'model',
      keyEngineerAway: 'off',
    });
  });

  test.each(['rival', 'rival=yes', 'war=on', '=on'])('%j is refused', (spec) => {
    expect(() => readSwitches([spec])).toThrow(expect.objectContaining({ key: 'switch' }));
  });
});
