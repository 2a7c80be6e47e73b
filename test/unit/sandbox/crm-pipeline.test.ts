import { expect, test } from 'vitest';
import { fitStudy } from '#electron/sandbox/engine/study';
import { readCrmPipeline } from './crm-pipeline';

const input = readCrmPipeline();

/** The fit needs the public CRM data, which may not be shipped; without them this file says so and checks nothing. */
if (input === null) console.log('crm_pipeline is not here: its back-test did not run');

test('back-test on the public CRM pipeline', () => {
  if (input === null) return;
  const { report } = fitStudy(input, { fromDay: '2016-10-01', toDay: '2017-09-30' }, () =>
    performance.now(),
  );
  const { backTest, counts } = report;
  expect(counts).toMatchObject({ opportunities: 6137, won: 2449, lost: 1347, open: 2341 });
  expect(report.onlyOpenAndClose).toBe(true);
  expect(backTest.cuts.length).toBeGreaterThanOrEqual(4);
  expect(backTest.skill).toBeGreaterThan(0.15);
  expect(backTest.brier).toBeLessThan(backTest.naiveBrier as number);
  expect(backTest.coverage90).toBeGreaterThanOrEqual(0.75);
  expect(backTest.pooling?.pooled).toBeLessThan(backTest.pooling?.unpooled as number);
  const figures = {
    cuts: backTest.cuts.length,
    skill: backTest.skill?.toFixed(3),
    coverage80: backTest.coverage80,
    coverage90: backTest.coverage90,
    brier: backTest.brier?.toFixed(4),
    naiveBrier: backTest.naiveBrier?.toFixed(4),
    ms: Math.round(report.durationMs),
  };
  console.log(`crm_pipeline back-test ${JSON.stringify(figures)}`);
}, 120_000);
