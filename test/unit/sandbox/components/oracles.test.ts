import { describe, expect, test } from 'vitest';
import { binomialQuantile, poissonQuantile } from '#electron/sandbox/engine/components/counts';
import { normalCdf } from '#electron/sandbox/engine/elementary';
import { logFactorial } from '#electron/sandbox/engine/samplers';
import { mean, near, playModel, smallModel, z } from './play';

const formula = (id: string, is: string) => ({ id, does: 'formula' as const, unit: '1', is });

/** Probability of each count, from the quantile function alone: bisection for where it jumps. */
function cumulative(quantile: (u: number) => number, k: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (quantile(middle) <= k) low = middle;
    else high = middle;
  }
  return low;
}

describe('A9 counts by inversion', () => {
  test.each([0.3, 2, 9.9, 25, 59])('Poisson of mean %s is exact', (level) => {
    for (let k = 0; k < level + 5 * Math.sqrt(level); k++) {
      const own = cumulative((u) => poissonQuantile(u, level), k);
      const before = k === 0 ? 0 : cumulative((u) => poissonQuantile(u, level), k - 1);
      const p = Math.exp(k * Math.log(level) - level - logFactorial(k));
      expect(Math.abs(own - before - p)).toBeLessThan(1e-13);
    }
  });

  test.each([61, 95, 600])('Poisson of mean %s is off by less than 8e-5 a count', (level) => {
    let [before, off] = [cumulative((u) => poissonQuantile(u, level), 0), 0];
    for (let k = 1; k < 2 * level; k++) {
      const own = cumulative((u) => poissonQuantile(u, level), k);
      const p = Math.exp(k * Math.log(level) - level - logFactorial(k));
      off = Math.max(off, Math.abs(own - before - p));
      before = own;
    }
    expect(off).toBeLessThan(8e-5);
  });

  test.each([
    [5, 0.3, 1e-13],
    [30, 0.5, 1e-13],
    [95, 0.24, 1e-13],
    [200, 0.05, 1e-13],
    [80, 0.9, 1e-13],
    [300, 0.6, 8e-5],
    [2000, 0.05, 8e-5],
  ])('Binomial(%s, %s)', (n, p, most) => {
    let before = 0;
    for (let k = 0; k < n; k++) {
      const own = cumulative((u) => binomialQuantile(u, n, p), k);
      const ways = logFactorial(n) - logFactorial(k) - logFactorial(n - k);
      const exact = Math.exp(ways + k * Math.log(p) + (n - k) * Math.log(1 - p));
      expect(Math.abs(own - before - exact)).toBeLessThan(most);
      before = own;
    }
  });

  test('a higher chance or mean never gives fewer', () => {
    for (let i = 1; i < 400; i++) {
      const u = i / 400;
      for (let level = 20; level < 120; level += 0.7) {
        expect(poissonQuantile(u, level + 0.7)).toBeGreaterThanOrEqual(poissonQuantile(u, level));
      }
      for (let p = 0.01; p < 0.98; p += 0.01) {
        const [less, more] = [binomialQuantile(u, 150, p), binomialQuantile(u, 150, p + 0.01)];
        expect(more).toBeGreaterThanOrEqual(less);
      }
    }
  });
});

/** Shelves of `products` of one period each, played as places. */
function periods(stock: object, outputs: Record<string, string>, steps: number, level: number) {
  return smallModel({
    steps,
    each: [
      { id: 'asked', does: 'arrivals', mean: `${level}` },
      {
        id: 'shelf',
        does: 'stock',
        demand: 'asked',
        lead: '0',
        longestLead: 0,
        opening: '0',
        ...stock,
      } as never,
    ],
    outputs,
  });
}

describe('stock with replenishment', () => {
  test('C5 lost sales and fill rate of Poisson(6) with 8 on the shelf', () => {
    const outputs = { lost: 'total(shelf.lost) / steps', asked: 'total(asked) / steps' };
    const { column } = playModel(periods({ upTo: '8' }, outputs, 50, 6), { replicates: 20_000 });
    expect(near(column('lost'), 0.3140213891541883)).toBe('near');
    const [lost, asked] = [mean(column('lost')), mean(column('asked'))];
    expect(1 - lost / asked).toBeCloseTo(0.9476631018, 3);
  });

  test.each([
    [6, 1, 4, 8, 3.5701069457709416],
    [50, 0.18, 0.7, 56, 1.797235211809178],
  ])('C4 the newsvendor of Poisson(%s)', (level, holding, penalty, best, cost) => {
    const played = (upTo: number) => {
      const costs = `total(${holding} * shelf.left + ${penalty} * shelf.lost) / steps`;
      const model = periods({ upTo: `${upTo}`, life: 1 }, { costs: 'total(0)' }, 40, level);
      const wasted = costs.replace('shelf.left', 'shelf.wasted');
      model.program = { ...model.program, outputs: { costs: wasted } } as typeof model.program;
      return playModel(model, { replicates: 20_000 }).column('costs');
    };
    expect(near(played(best), cost)).toBe('near');
    const at = mean(played(best));
    expect(mean(played(best - 2))).toBeGreaterThan(at);
    expect(mean(played(best + 2))).toBeGreaterThan(at);
  });

  test.each([
    ['C6', 6, 1, 4, 5, 4, 10, 8.034111561471642],
    ['C7', 10, 1, 9, 64, 6, 40, 35.02156],
    ['C7', 15, 1, 9, 64, 10, 49, 42.69782],
    ['C7', 20, 1, 9, 64, 14, 62, 49.17304],
  ])('%s (s, S) of Poisson(%s), holding %s, penalty %s, order %s: %s, %s', (...given) => {
    const [, level, holding, penalty, order, from, to, cost] = given;
    // What is owed is charged each period; warm-up of 40 periods is left out.
    const model = smallModel({
      steps: 240,
      each: [
        { id: 'asked', does: 'arrivals', mean: `${level}` },
        {
          id: 'shelf',
          does: 'stock',
          demand: 'asked',
          lead: '0',
          longestLead: 0,
          opening: `${to}`,
          upTo: `${to}`,
          orderAt: `${from}`,
          owed: true,
        },
        formula('orders', 'if(shelf.ordered, 1, 0)'),
        formula('costs', `${holding} * shelf.left + ${penalty} * shelf.lost + ${order} * orders`),
        formula('late', 'if(step >= 40, costs, 0)'),
      ],
      outputs: { costs: 'total(late) / 200' },
    });
    expect(near(playModel(model, { replicates: 2000 }).column('costs'), cost)).toBe('near');
  });

  test('goods that are too old are thrown away, what comes late is late, and nothing gets lost', () => {
    const model = smallModel({
      steps: 30,
      places: ['level', 'first'],
      each: [
        { id: 'asked', does: 'arrivals', mean: 'level', evenness: '3' },
        {
          id: 'shelf',
          does: 'stock',
          demand: 'asked',
          lead: '2',
          longestLead: 4,
          life: 5,
          every: 3,
          opening: 'first',
          openingLife: '2',
          upTo: '4 * level',
          moved: '0.5',
          wanted: '2 * level',
        },
      ],
      outputs: {
        came: 'sum(first) + total(shelf.received)',
        went: 'total(shelf.sold) + total(shelf.wasted) + sum(shelf.left)',
        moved: 'total(shelf.moved)',
        wasted: 'total(shelf.wasted)',
        asked: 'total(asked) - total(shelf.sold) - total(shelf.lost)',
        carried: 'total(max(0, shelf.moved))',
      },
    });
    const places = [8, 20, 3].map((level, i) => ({ id: `p${i}`, level, first: 40 * i }));
    const { column } = playModel(model, { replicates: 300, data: { currency: 'CNY', places } });
    expect(column('came')).toEqual(column('went'));
    expect(new Set([...column('moved'), ...column('asked')])).toEqual(new Set([0]));
    expect(Math.min(...column('wasted'))).toBeGreaterThan(0);
    expect(mean(column('carried'))).toBeGreaterThan(10);
  });
});

describe('queue, stages, approval', () => {
  test('C2 M/D/1 at load .8: 1.6 wait', () => {
    const model = smallModel({
      steps: 400,
      each: [
        { id: 'come', does: 'arrivals', mean: '0.8' },
        { id: 'desk', does: 'queue', arriving: 'come', capacity: '1' },
        formula('late', 'if(step >= 200, desk.waiting, 0)'),
      ],
      outputs: { waiting: 'total(late) / 200' },
    });
    const waiting = playModel(model, { replicates: 8000 }).column('waiting');
    expect(Math.abs(z(waiting, 1.6))).toBeLessThan(4);
    expect(Math.abs(mean(waiting) / 1.6 - 1)).toBeLessThan(0.02);
  });

  const HAZARDS = [
    [0.3, 0.2],
    [0.25, 0.12],
    [0.22, 0.08],
    [0.2, 0.06],
    [0.18, 0.06],
    [0.25, 0.04],
    [0.35, 0.02],
    [0.5, 0.01],
  ] as const;
  const parts = HAZARDS.map(([moves, drops], i) => ({
    id: `s${i}`,
    moves: `${moves}`,
    drops: `${drops}`,
    opening: i === 0 ? '400' : '0',
  }));

  test('C8, C9 eight stages week by week: chance to win, mean and variance of the time', () => {
    const model = smallModel({
      steps: 200,
      each: [
        { id: 'deals', does: 'stages', entering: '0', parts },
        formula('open', parts.map(({ id }) => `deals.${id}`).join(' + ')),
        formula('weighted', '(2 * step + 3) * open'),
      ],
      outputs: {
        won: 'total(deals.through) / 400',
        time: 'total(open) / 400 + 1',
        square: 'total(weighted) / 400 + 1',
        ended: 'total(deals.through) + total(deals.dropped) + open',
      },
    });
    const { column } = playModel(model, { replicates: 1000 });
    expect(near(column('won'), 0.13712512342)).toBe('near');
    expect(near(column('time'), 8.33461235)).toBe('near');
    // Σ (2t + 1) P(T > t) = E T².
    expect(near(column('square'), 78.98716075 + 8.33461235 ** 2)).toBe('near');
    expect(new Set(column('ended'))).toEqual(new Set([400]));
  });

  test('three departments at the same time: the slowest decides', () => {
    const chances = [0.3, 0.5, 0.2];
    const model = smallModel({
      steps: 120,
      each: [
        formula('come', 'if(step > 0, 0, 100)'),
        {
          id: 'check',
          does: 'approval',
          entering: 'come',
          departments: chances.map((chance, d) => ({
            id: `d${d}`,
            chance: `${chance}`,
            capacity: '1000',
          })),
        },
      ],
      outputs: { weeks: 'total(check.waiting) / 100 + 1', done: 'total(check.done)' },
    });
    const { column } = playModel(model, { replicates: 4000 });
    // E of the largest of three geometric times by inclusion and exclusion.
    const expected = [1, 2, 3, 4, 5, 6, 7].reduce((sum, set) => {
      const own = chances.filter((_, d) => (set & (1 << d)) !== 0);
      const stay = own.reduce((all, chance) => all * (1 - chance), 1);
      return sum + (own.length % 2 === 1 ? 1 : -1) / (1 - stay);
    }, 0);
    expect(near(column('weeks'), expected)).toBe('near');
    expect(new Set(column('done'))).toEqual(new Set([100]));
  });
});

describe('people', () => {
  test('C10 funnel with an uncertain chance: beta-binomial', () => {
    const model = smallModel({
      once: [formula('a', 'gamma(6) * 6'), formula('b', 'gamma(19) * 19')],
      each: [
        { id: 'path', does: 'funnel', from: '80', parts: [{ id: 'buys', chance: 'a / (a + b)' }] },
      ],
      outputs: { buyers: 'path.buys', few: 'if(path.buys <= 10, 1, 0)' },
    });
    const { column } = playModel(model, { replicates: 200_000 });
    expect(near(column('buyers'), 19.2)).toBe('near');
    expect(
      near(
        column('buyers').map((one) => (one - 19.2) ** 2),
        58.92923077,
      ),
    ).toBe('near');
    expect(near(column('few'), 0.12359493)).toBe('near');
  });

  test('C11 Bass: adopters after five years and at the peak', () => {
    const [p, q, pace] = [0.03, 0.38, 60];
    const shareAfter = (steps: number): number => {
      const model = smallModel({
        steps,
        each: [
          {
            id: 'users',
            does: 'adoption',
            market: '100000',
            innovation: `${p} / ${pace}`,
            imitation: `${q} / ${pace}`,
          },
        ],
        outputs: { share: 'users.adopters / 100000' },
      });
      return mean(playModel(model, { replicates: 20 }).column('share'));
    };
    const closed = (t: number): number =>
      (1 - Math.exp(-(p + q) * t)) / (1 + (q / p) * Math.exp(-(p + q) * t));
    expect(closed(5)).toBeCloseTo(0.33119864, 8);
    expect(Math.abs(shareAfter(300) / closed(5) - 1)).toBeLessThan(0.01);
    expect(Math.abs(shareAfter(372) / closed(6.2) - 1)).toBeLessThan(0.01);
  });

  test('renewal: what is left of a cohort, and a budget that ends', () => {
    const model = smallModel({
      steps: 12,
      each: [
        { id: 'base', does: 'renewal', starts: '1000', keeps: '0.9', gains: '0' },
        { id: 'money', does: 'budget', wish: '100', limit: '850' },
      ],
      outputs: {
        left: 'base.customers',
        balance: 'base.customers + total(base.lost)',
        spent: 'total(money.spent)',
        rest: 'money.left',
      },
    });
    const { column } = playModel(model, { replicates: 4000 });
    expect(near(column('left'), 1000 * 0.9 ** 12)).toBe('near');
    expect(new Set(column('balance'))).toEqual(new Set([1000]));
    expect([column('spent')[0], column('rest')[0]]).toEqual([850, 0]);
  });
});

describe('response', () => {
  test('C12 Hill and carry-over', () => {
    const model = smallModel({
      steps: 5,
      each: [
        formula('pulse', 'if(step > 0, 0, 1)'),
        { id: 'echo', does: 'carryOver', of: 'pulse', keeps: '0.5' },
      ],
      outputs: { hill: 'hill(2, 1, 1.5)', half: 'hill(3, 3, 2.2)', echo: 'echo' },
      overTime: true,
    });
    const { column, figures, compiled } = playModel(model, { replicates: 1 });
    expect(column('hill')[0]).toBeCloseTo(0.7387961, 7);
    expect(column('half')[0]).toBeCloseTo(0.5, 14);
    const course = compiled.outputs[2]?.course;
    const from = course?.figure ?? 0;
    expect(figures.slice(from, from + 5)).toEqual(Float64Array.of(1, 0.5, 0.25, 0.125, 0.0625));
  });

  test('a regime is where its chances say, as long as they say', () => {
    const model = smallModel({
      steps: 400,
      each: [{ id: 'rival', does: 'regime', starts: '0.2', begins: '0.06', stays: '0.8' }],
      outputs: { share: 'total(rival) / steps' },
    });
    const share = playModel(model, { replicates: 4000 }).column('share');
    // Stationary share, and the start's small trace in the mean of 400 steps.
    const settled = 0.06 / (0.06 + 0.2);
    const pace = 1 - 0.06 - 0.2;
    const trace = ((0.2 - settled) * (1 - pace ** 400)) / (1 - pace) / 400;
    expect(near(share, settled + trace)).toBe('near');
  });

  test('priors are normal within their limits', () => {
    const model = smallModel({
      assumptions: [
        {
          id: 'effect',
          name: { 'zh-CN': '例', en: 'Example' },
          unit: 'logOdds',
          mean: 0.5,
          sd: 1,
          least: 0,
          most: 2,
        },
      ],
      each: [formula('now', 'effect')],
      outputs: { effect: 'now' },
    });
    const drawn = playModel(model, { replicates: 50_000 }).column('effect');
    const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    const inside = normalCdf(1.5) - normalCdf(-0.5);
    expect(near(drawn, 0.5 + (density(-0.5) - density(1.5)) / inside)).toBe('near');
    expect([Math.min(...drawn) >= 0, Math.max(...drawn) <= 2]).toEqual([true, true]);
  });
});
