import { expect, test } from 'vitest';
import type { HistoryInput } from '#shared/sandbox/model';
import { fitModel } from '#electron/sandbox/engine/fit';
import { discountStages } from '#electron/sandbox/engine/fit-hazards';
import { compileHistory, dayNumber, type CompiledHistory } from '#electron/sandbox/engine/history';
import { emptyHistory, generateHistory } from '../../fixtures/sandbox/generated-history';

function compiled(input: HistoryInput): CompiledHistory {
  return compileHistory(input, '2024-01-01', dayNumber(input.asOfDay) + 1);
}

/** 40 won deals signed for 900 with the given discounts, and two open ones at 1,000: without and with a discount. */
function priced(discountBp: (deal: number) => number | null): HistoryInput {
  const input = emptyHistory('2026-11-22');
  const o = input.opportunities;
  for (let i = 0; i < 42; i++) {
    for (const column of [o.product, o.region, o.owner, o.segment]) column.push('');
    const won = i < 40;
    o.id.push(`d${i}`);
    o.stage.push(won ? 'delivery_implementation' : 'opportunity_validation');
    o.outcome.push(won ? 'won' : 'open');
    o.amountMinor.push(won ? 90_000 : 100_000);
    o.discountBp.push(won ? discountBp(i) : i === 41 ? 500 : null);
    o.openedDay.push('2026-01-01');
    o.closedDay.push(won ? '2026-06-01' : null);
    o.expectedCloseDay.push(null);
  }
  return input;
}

test('where every won deal had a discount, an open deal without one still has it before it', () => {
  const { open } = fitModel(compiled(priced(() => 1000))).model;
  expect(open.amount[0]).toBeCloseTo(90_000, 6);
  expect(open.amount[1]).toBe(100_000);
});

test('where discounts are not always noted, amounts are taken as they stand', () => {
  const { open } = fitModel(compiled(priced((deal) => (deal % 5 === 0 ? null : 1000)))).model;
  expect([...open.amount]).toEqual([100_000, 100_000]);
});

test('a discount of 0 is a discount', () => {
  const { open } = fitModel(compiled(priced(() => 0))).model;
  expect([...open.amount]).toEqual([100_000, 100_000]);
});

test('the discount acts in both stages of the negotiation, though only the second one leads to a signature', () => {
  const stages = discountStages(compiled(generateHistory({ deals: 300, days: 700, seed: 2 })));
  expect([...stages]).toEqual([0, 0, 0, 0, 1, 1, 0, 0]);
});

test('a back-test does not use amounts that became known with the signature', () => {
  const input = priced(() => null);
  for (let i = 0; i < 40; i++) input.opportunities.closedDay[i] = '2026-11-01';
  const history = compileHistory(input, '2024-01-01', dayNumber('2026-10-01'));
  expect(fitModel(history, true).model.open.amount.every(Number.isNaN)).toBe(true);
});
