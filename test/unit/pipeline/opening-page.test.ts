import { afterEach, expect, it } from 'vitest';
import { OPENING_IDS, page, prepare } from '#electron/pipeline/queries';
import { OPENING_VIEW } from '#shared/pipeline/opening-view';
import { importBench } from './import-setup';

const bench = importBench();
afterEach(() => bench.close());

it('opens with open deals by expected close, the same before and after the columns are in memory', async () => {
  const rows = [
    'O-1,无日期,线索获取,',
    'O-2,晚,线索获取,2027-03-01',
    'O-3,早,线索获取,2026-12-01',
    'O-4,已签,交付实施,2026-01-01',
    'O-5,同日,线索获取,2026-12-01',
  ];
  const path = bench.file('o.csv', ['商机编号,商机名称,阶段,预计成交日', ...rows].join('\n'));
  const { pipelineId } = await bench.run(path, 'opportunity');
  const query = { ...OPENING_VIEW, pipelineId: pipelineId ?? '' };
  const read = () => bench.replica.read(page, { query, offset: 0, limit: 10 });
  const first = read();
  expect(first.rows.map((row) => row.name)).toEqual(['早', '同日', '晚', '无日期']);
  const plan = bench.replica.read(
    (tx) => tx.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${OPENING_IDS}`, ['', 10, 0]),
    null,
  );
  // By an index alone: a line more would be a sort.
  expect(plan.map((step) => step.detail)).toEqual([
    expect.stringContaining('USING INDEX opportunity_opening'),
  ]);
  bench.replica.read(prepare, { pipelineId: query.pipelineId, upTo: 'columns' });
  expect(read()).toEqual(first);
});
