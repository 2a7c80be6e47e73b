import { assert as check, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SCENARIO_MODELS } from '#electron/sandbox/study/models';
import { followCosts, followsOthers } from '#shared/sandbox/usual-costs';

const chronic = SCENARIO_MODELS.find(({ id }) => id === 'chronic-care');
if (chronic === undefined) throw new Error('no model');
const at = (levers: Record<string, number>, places = 12) => ({ levers, places });

describe('usual costs', () => {
  test('a lecture is not free: its cost comes with it, by its strength and the number of stores', () => {
    expect(followCosts(chronic, at({}), at({ lecture: 50 }))).toEqual({
      lecture: 50,
      cost: 12_000,
    });
    expect(
      followCosts(
        chronic,
        at({ lecture: 50, cost: 12_000 }),
        at({ lecture: 50, cost: 12_000 }, 37),
      ),
    ).toEqual({ lecture: 50, cost: 37_000 });
  });

  test('what a person has set stays', () => {
    const own = { lecture: 50, cost: 500 };
    expect(followCosts(chronic, at(own), at({ ...own, lecture: 100 }))).toEqual({
      lecture: 100,
      cost: 500,
    });
    // Setting it is no move that it follows.
    expect(
      followCosts(chronic, at({ lecture: 50, cost: 12_000 }), at({ lecture: 50, cost: 0 })),
    ).toEqual({ lecture: 50, cost: 0 });
  });

  test('moving there and back leaves everything as it was', () => {
    const position = integer({ min: 0, max: 20 }).map((n) => n * 5);
    check(
      property(position, position, position, (script, lecture, next) => {
        const start = followCosts(chronic, at({}), at({ script, lecture }));
        const moved = followCosts(chronic, at(start), at({ ...start, lecture: next }));
        const back = followCosts(chronic, at(moved), at({ ...moved, lecture }));
        expect(back).toEqual(start);
      }),
    );
  });

  test('only the lever of money follows', () => {
    expect(
      chronic.levers.filter(({ id }) => followsOthers(chronic, id)).map(({ id }) => id),
    ).toEqual(['cost']);
  });
});
