import { describe, expect, it } from 'vitest';
import { biasOf } from '#shared/sandbox/back-test-bias';

const cut = (predictedMeanMinor: number, actualBookingsMinor: number) => ({
  cutDay: '2026-01-01',
  horizonDays: 90,
  openDeals: 40,
  actualBookingsMinor,
  predictedMeanMinor,
  predictedP10Minor: 0,
  predictedP90Minor: 0,
  actualWins: 0,
  predictedWinsMean: 0,
  predictedP5Minor: 0,
  predictedP95Minor: 0,
  predictedWinsP5: 0,
  predictedWinsP95: 0,
  crpsMinor: 0,
  naiveCrpsMinor: 0,
});

describe('the bias of the tests on the past', () => {
  it('is the distance of all forecasts from all that came', () => {
    expect(biasOf([cut(150, 100), cut(80, 100)])).toMatchObject({
      kind: 'over',
      share: expect.closeTo(0.15),
    });
    expect(biasOf([cut(60, 100), cut(100, 100)])).toMatchObject({
      kind: 'under',
      share: expect.closeTo(0.2),
    });
  });

  it('is even when it is below a hundredth', () => {
    expect(biasOf([cut(1005, 1000)])?.kind).toBe('even');
  });

  it('is unknown without a test or without any bookings', () => {
    expect(biasOf([])).toBeNull();
    expect(biasOf([cut(10, 0)])).toBeNull();
  });
});
