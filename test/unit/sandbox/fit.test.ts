import { describe, expect, test } from 'vitest';
import { fitReportSchema, type HistoryInput } from '#shared/sandbox/model';
import { fitModel, type Fit } from '#electron/sandbox/engine/fit';
import { comparePooling } from '#electron/sandbox/engine/compare-pooling';
import { compileHistory, dayNumber } from '#electron/sandbox/engine/history';
import { OUT, OUT_COUNT } from '#electron/sandbox/engine/figures';
import { Simulator } from '#electron/sandbox/engine/kernel';
import { expectedConversion } from '#electron/sandbox/engine/preview';
import { CAUSE } from '#electron/sandbox/engine/process';
import { fitStudy } from '#electron/sandbox/engine/study';
import {
  emptyHistory,
  generateHistory,
  TRUE_DISCOUNT_PER_10,
  TRUE_MOVE,
  TRUE_OWNER,
  TRUE_REPLY,
} from '../../fixtures/sandbox/generated-history';
import { NEUTRAL } from './models';

const WINDOW = { fromDay: '2023-01-01', toDay: '2026-11-22' };
const AS_OF = '2026-11-22';

function fitOf(input: HistoryInput): Fit {
  return fitModel(compileHistory(input, WINDOW.fromDay, dayNumber(input.asOfDay) + 1));
}

describe('a company whose truth is known', () => {
  const input = generateHistory({ deals: 3000, days: 900, seed: 1 });
  const fit = fitOf(input);
  const interval = (position: number): [number, number] => {
    const mean = fit.odds.mean[position] as number;
    const sd = Math.sqrt(fit.odds.variance[position] as number);
    return [mean - 3 * sd, mean + 3 * sd];
  };

  test('owners are ranked as they are', () => {
    const effects = TRUE_OWNER.map((_, owner) => {
      const code = fit.history.levels[2]?.names.indexOf(`owner-${owner}`) as number;
      const slot = fit.odds.slot[2]?.[code] as number;
      return fit.odds.mean[(fit.odds.offset[2] as number) + slot] as number;
    });
    expect(Math.min(...effects.slice(0, 2))).toBeGreaterThan(Math.max(...effects.slice(2)));
    expect(effects[5]).toBeLessThan(Math.min(...effects.slice(0, 5)));
  });

  test('the slopes of discount and reply time are found', () => {
    const [discountLow, discountHigh] = interval(fit.odds.size - 2);
    expect(discountLow).toBeLessThan(TRUE_DISCOUNT_PER_10);
    expect(discountHigh).toBeGreaterThan(TRUE_DISCOUNT_PER_10);
    expect(fit.odds.mean[fit.odds.size - 2]).toBeGreaterThan(0.3);
    const [replyLow, replyHigh] = interval(fit.odds.size - 1);
    expect(replyLow).toBeLessThan(TRUE_REPLY);
    expect(replyHigh).toBeGreaterThan(TRUE_REPLY);
    expect(replyHigh).toBeLessThan(0);
  });

  test('hazards in well filled bins are near the truth', () => {
    for (let stage = 0; stage < 6; stage++) {
      // Bin 2 = days 5 to 10.
      const i = stage * 3 * 16 + CAUSE.move * 16 + 2;
      const hazard = (fit.hazards.shape[i] as number) / (fit.hazards.rate[i] as number);
      expect(hazard / (TRUE_MOVE[stage] as number)).toBeGreaterThan(0.75);
      expect(hazard / (TRUE_MOVE[stage] as number)).toBeLessThan(1.3);
    }
  });

  test('partial pooling beats no pooling and one common rate on held-out visits', () => {
    const pooling = comparePooling(fit.history, fit.model.discountStage);
    expect(pooling?.heldOut).toBeGreaterThan(500);
    expect(pooling?.pooled).toBeLessThan(pooling?.unpooled as number);
    expect(pooling?.pooled).toBeLessThan(pooling?.common as number);
  });

  test('the closed-form preview agrees with the simulation in the long run', () => {
    const model = {
      ...fit.model,
      capacity: { ...fit.model.capacity, slots: Infinity },
      effects: { ...fit.model.effects, mean: new Float64Array(fit.model.effects.size) },
      open: { ...fit.model.templates, count: fit.model.templates.count },
      arrivals: { ...fit.model.arrivals, perDay: 0 },
    };
    const simulator = new Simulator({
      model,
      horizonDays: 730,
      seed: 3,
      scenarios: [NEUTRAL],
      certain: true,
    });
    const out = new Float64Array(OUT_COUNT);
    let wins = 0;
    const replicates = 100;
    for (let r = 0; r < replicates; r++) {
      simulator.simulate(r, 0, out, 0);
      wins += out[OUT.wins] as number;
    }
    const share = wins / replicates / model.open.count;
    expect(Math.abs(share / expectedConversion(fit.model) - 1)).toBeLessThan(0.02);
  });

  test('stage counts add up', () => {
    for (let stage = 0; stage < 8; stage++) {
      const ended = [0, 1, 2].reduce(
        (sum, c) => sum + (fit.hazards.ended[stage * 3 + c] as number),
        0,
      );
      expect(ended + (fit.hazards.censored[stage] as number)).toBe(fit.hazards.visits[stage]);
    }
  });
});

/** One deal with the given fields, the rest plain. */
function withDeal(
  input: HistoryInput,
  deal: { stage?: 'opportunity_validation'; outcome: 'open' | 'won' | 'lost' | 'dormant' },
  count = 1,
): HistoryInput {
  const { opportunities } = input;
  for (let k = 0; k < count; k++) {
    opportunities.id.push(`d${k}`);
    opportunities.product.push('p');
    opportunities.region.push('');
    opportunities.owner.push('o');
    opportunities.segment.push('');
    opportunities.stage.push(
      deal.outcome === 'won' ? 'delivery_implementation' : 'opportunity_validation',
    );
    opportunities.outcome.push(deal.outcome);
    opportunities.amountMinor.push(50_000);
    opportunities.discountBp.push(null);
    opportunities.openedDay.push('2026-06-01');
    opportunities.closedDay.push(deal.outcome === 'open' ? null : '2026-08-15');
    opportunities.expectedCloseDay.push(null);
  }
  return input;
}

describe('too little data', () => {
  const cases: [string, HistoryInput][] = [
    ['no deal at all', emptyHistory(AS_OF)],
    ['one open deal', withDeal(emptyHistory(AS_OF), { outcome: 'open' })],
    ['one won deal', withDeal(emptyHistory(AS_OF), { outcome: 'won' })],
    ['all open', withDeal(emptyHistory(AS_OF), { outcome: 'open' }, 60)],
    ['all won', withDeal(emptyHistory(AS_OF), { outcome: 'won' }, 60)],
    ['all lost', withDeal(emptyHistory(AS_OF), { outcome: 'lost' }, 60)],
    ['all dormant', withDeal(emptyHistory(AS_OF), { outcome: 'dormant' }, 60)],
  ];

  test.each(cases)('%s: fits, says so, and simulates finite figures', (_, input) => {
    let clock = 0;
    const study = fitStudy(input, WINDOW, () => clock++);
    expect(fitReportSchema.parse(structuredClone(study.report))).toBeDefined();
    expect(JSON.parse(JSON.stringify(study.report))).toEqual(study.report);
    expect(study.report.verdict).toBe('insufficient');
    const simulator = new Simulator({
      model: study.model,
      horizonDays: 91,
      seed: 1,
      scenarios: [NEUTRAL],
    });
    const out = new Float64Array(OUT_COUNT);
    for (let r = 0; r < 64; r++) {
      simulator.simulate(r, 0, out, 0);
      expect([...out].every(Number.isFinite)).toBe(true);
    }
  });

  test('with no data the band is wide and every number is called an assumption', () => {
    const study = fitStudy(emptyHistory(AS_OF), WINDOW, () => 0);
    expect(study.report.parameters.every((p) => p.provenance === 'default')).toBe(true);
    const simulator = new Simulator({
      model: study.model,
      horizonDays: 365,
      seed: 1,
      scenarios: [NEUTRAL],
    });
    const out = new Float64Array(OUT_COUNT);
    const bookings = Array.from({ length: 400 }, (__, r) => {
      simulator.simulate(r, 0, out, 0);
      return out[OUT.bookings] as number;
    }).toSorted((a, b) => a - b);
    expect(bookings[360]).toBeGreaterThan(10 * ((bookings[40] as number) + 1));
  });
});

describe('reading the history', () => {
  test('rows that contradict themselves are counted, not used', () => {
    const input = withDeal(emptyHistory(AS_OF), { outcome: 'won' }, 4);
    input.opportunities.closedDay[0] = '2026-01-01';
    input.opportunities.closedDay[1] = null;
    input.opportunities.openedDay[2] = '2027-01-01';
    const compiled = compileHistory(input, WINDOW.fromDay, dayNumber(AS_OF) + 1);
    expect(compiled.rejected).toBe(3);
    expect(compiled.rows).toEqual(Int32Array.of(3));
  });

  test('nothing after the cut is seen', () => {
    const input = generateHistory({ deals: 300, days: 400, seed: 2 });
    const cut = dayNumber('2026-06-01');
    const compiled = compileHistory(input, WINDOW.fromDay, cut);
    expect(compiled.visits.every((visit) => visit.end <= cut + 0.03)).toBe(true);
    expect(compiled.opened.every((time) => time < cut)).toBe(true);
    expect(compiled.closed.every((time) => !(time >= cut))).toBe(true);
  });

  test('reopened deals start a new visit; dormancy and loss end one', () => {
    const input = withDeal(emptyHistory(AS_OF), { outcome: 'open' });
    const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);
    input.stageEvents.opportunity.push(0, 0, 0, 0);
    input.stageEvents.entered.push(
      'lead_captured',
      'dormant',
      'reopened',
      'opportunity_validation',
    );
    input.stageEvents.at.push(
      at('2026-06-01'),
      at('2026-07-01'),
      at('2026-08-01'),
      at('2026-09-01'),
    );
    const { visits, openStage } = compileHistory(input, WINDOW.fromDay, dayNumber(AS_OF) + 1);
    expect(visits.map((visit) => [visit.stage, visit.cause])).toEqual([
      [0, CAUSE.dormant],
      [0, CAUSE.move],
      [3, CAUSE.running],
    ]);
    expect(openStage[0]).toBe(3);
  });

  test('a bulk import in one week does not become the arrival rate', () => {
    const input = generateHistory({ deals: 1000, days: 700, seed: 4 });
    const before = fitOf(input).model.arrivals.perDay;
    withDeal(input, { outcome: 'open' }, 500);
    for (let i = 1000; i < 1500; i++) input.opportunities.openedDay[i] = AS_OF;
    expect(fitOf(input).model.arrivals.perDay).toBeLessThan(1.5 * before);
  });
});
