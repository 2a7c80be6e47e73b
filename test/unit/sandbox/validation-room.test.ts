import { describe, expect, test } from 'vitest';
import type { HistoryInput } from '#shared/sandbox/model';
import { compileHistory, dayNumber, type CompiledHistory } from '#electron/sandbox/engine/history';
import { fitModel } from '#electron/sandbox/engine/fit';
import { fitCapacity } from '#electron/sandbox/engine/fit-capacity';
import { OUT, OUT_COUNT } from '#electron/sandbox/engine/figures';
import { Simulator } from '#electron/sandbox/engine/kernel';
import { Stream } from '#electron/sandbox/engine/random';
import { sampleExponential, sampleGamma } from '#electron/sandbox/engine/samplers';
import { ValidationRoom } from '#electron/sandbox/engine/validation-room';
import { emptyHistory, generateHistory } from '../../fixtures/sandbox/generated-history';
import { NEUTRAL } from './models';

describe('the room', () => {
  test('below its slots everybody works at full pace', () => {
    const room = new ValidationRoom(4);
    room.open(2);
    room.enter(1, 0, 5);
    room.enter(2, 0, 3);
    expect(room.next).toBe(3);
    expect(room.finish()).toBe(2);
    expect(room.next).toBe(5);
    expect(room.finish()).toBe(1);
    expect(room.next).toBe(Infinity);
    expect(room.waitDays).toBe(0);
  });

  test('above them the work is shared', () => {
    const room = new ValidationRoom(4);
    room.open(1);
    room.enter(1, 0, 2);
    room.enter(2, 0, 3);
    expect(room.next).toBe(4);
    expect(room.finish()).toBe(1);
    expect(room.next).toBe(5);
    expect(room.finish()).toBe(2);
    expect(room.waitDays).toBe(4);
  });

  test('deals in focus take what they need, the others the rest', () => {
    const room = new ValidationRoom(4);
    room.open(1);
    room.enter(1, 0, 1);
    room.enter(2, 1, 3);
    expect(room.next).toBe(3);
    expect(room.finish()).toBe(2);
    expect(room.next).toBe(4);
  });

  test('without slots the work rests', () => {
    const room = new ValidationRoom(4);
    room.open(0);
    room.enter(1, 0, 1);
    expect(room.next).toBe(Infinity);
    room.advance(7);
    room.setSlots(1);
    expect(room.next).toBe(8);
  });
});

const DAY = 86_400_000;
const END = dayNumber('2026-11-22') + 1;
const WORK_DAYS = 20;
/** Days at the end of the history that a forecast does not see. */
const HORIZON = 40;

/**
 * A history of deals that enter validation on day 0 (`entered`), need gamma work with mean 20 days, share `slots`, and then move on
 * to the proposal (nine in ten) or are lost.
 */
function sharedHistory(
  slots: number,
  perDay: (day: number) => number,
  days: number,
  seed: number,
): HistoryInput {
  const end = END;
  const g = new Stream();
  g.open(seed, 0, 0, 0, 0);
  const history = emptyHistory('2026-11-22');
  const room = new ValidationRoom(10_000);
  room.open(slots);
  const { opportunities: o, stageEvents: e } = history;
  const iso = (day: number): string => new Date(Math.floor(day) * DAY).toISOString().slice(0, 10);
  const note = (deal: number, entered: (typeof e.entered)[number], day: number): void => {
    e.opportunity.push(deal);
    e.entered.push(entered);
    e.at.push(Math.round((end - days + day) * DAY));
  };
  let entry = 0;
  for (;;) {
    entry += sampleExponential(g) / perDay(entry);
    while (room.next < Math.min(entry, days)) {
      const at = room.next;
      const deal = room.finish();
      const moved = g.uniform() < 0.9;
      note(deal, moved ? 'negotiation_proposal' : 'lost', at);
      o.stage[deal] = moved ? 'negotiation_proposal' : 'opportunity_validation';
      o.outcome[deal] = moved ? 'open' : 'lost';
      o.closedDay[deal] = moved ? null : iso(end - days + at);
    }
    if (entry >= days) break;
    room.advance(entry);
    const deal = o.id.length;
    for (const column of [o.product, o.region, o.owner, o.segment]) column.push('');
    o.id.push(`d${deal}`);
    o.stage.push('opportunity_validation');
    o.outcome.push('open');
    o.amountMinor.push(100_000);
    o.discountBp.push(null);
    o.openedDay.push(iso(end - days + entry));
    o.closedDay.push(null);
    o.expectedCloseDay.push(null);
    note(deal, 'opportunity_validation', entry);
    room.enter(deal, 0, (WORK_DAYS * sampleGamma(g, 3)) / 3);
  }
  return history;
}

function known(history: HistoryInput, days = 0): CompiledHistory {
  return compileHistory(history, '2020-01-01', END - days);
}

/** Two deals a day for a year and a half, then three and a half: with 50 slots the room overflows. */
const rising = (day: number): number => (day < 500 ? 2 : 3.5);

describe('what a history tells about the room', () => {
  test.each([1, 2, 3])('a limit that was felt is found (seed %s)', (seed) => {
    const { slots, slotsSd, congested, meanSpeed } = fitCapacity(
      known(sharedHistory(50, rising, 620, seed)),
    );
    expect(congested).toBe(true);
    expect(Math.abs(Math.log(slots / 50))).toBeLessThan(3 * slotsSd + 0.02);
    expect(meanSpeed).toBeLessThan(0.97);
  });

  test('a limit that was never felt is not invented', () => {
    const fits = Array.from({ length: 20 }, (_, seed) =>
      fitCapacity(known(sharedHistory(Infinity, rising, 620, seed + 1))),
    );
    const calm = fits.filter(({ congested }) => !congested);
    expect(calm.length).toBeGreaterThanOrEqual(18);
    expect(calm.every(({ meanSpeed }) => meanSpeed === 1)).toBe(true);
    const other = fitCapacity(known(generateHistory({ deals: 1500, days: 700, seed: 1 })));
    expect(other.congested).toBe(false);
    expect(other.slots).toBeGreaterThan(10);
  });

  test('the forecast knows that a full room is slow', () => {
    const REPLICATES = 50;
    let forecast = 0;
    let actual = 0;
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const history = sharedHistory(50, rising, 620 + HORIZON, seed);
      const { model } = fitModel(known(history, HORIZON));
      const simulator = new Simulator({
        model,
        horizonDays: HORIZON,
        seed: 5,
        scenarios: [NEUTRAL],
      });
      const out = new Float64Array(OUT_COUNT);
      for (let r = 0; r < REPLICATES; r++) {
        simulator.simulate(r, 0, out, 0);
        forecast += (out[OUT.validated] as number) / REPLICATES;
      }
      const { entered, at } = history.stageEvents;
      actual += entered.filter(
        (what, k) => what === 'negotiation_proposal' && (at[k] as number) >= (END - HORIZON) * DAY,
      ).length;
    }
    // Some 500 deals moved on: the chance alone makes 4 %, the unknown level of arrivals as much again.
    expect(Math.abs(forecast / actual - 1)).toBeLessThan(0.1);
  });
});
