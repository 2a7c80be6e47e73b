import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { GridQuery } from '../../../shared/pipeline/model';
import { pagesOf } from '../../e2e/pages/index.ts';
import { launch } from '../../e2e/support/workstation.ts';
import { writeOpportunities } from '../support/data.ts';
import { judge, median, percentile } from '../support/figures.ts';
import type { Part } from '../support/part.ts';
import { treeUse } from '../support/processes.ts';
import {
  ask,
  benchFiles,
  gridReady,
  importFile,
  importReferences,
  timed,
} from '../support/station.ts';

const ROWS = 500_000;
const PAGE = { offset: 0, limit: 150 };
const SORTED = [
  'name',
  'accountName',
  'ownerName',
  'region',
  'stage',
  'amountMinor',
  'openedDay',
  'stageEnteredAt',
  'weightedMinor',
  'daysToClose',
] as const;
const WORDS = [
  '网关',
  '上海',
  '质检 二期',
  'cd',
  '远山 数据',
  '上线',
  'bjhl',
  '能耗',
  'a',
  '没有的',
];
const SCROLL_MS = 4000;

/** Half a million opportunities in the grid: replies to questions not asked before, after edits too; scrolling; memory. */
export const grid500k: Part = async ({ log }) => {
  const files = benchFiles();
  const station = await launch();
  const root = station.app.process().pid ?? 0;
  try {
    const { page } = station;
    const path = join(station.files, 'half-a-million.csv');
    mkdirSync(station.files, { recursive: true });
    writeOpportunities(path, ROWS);
    await ask(page, 'workspace.create', {
      name: 'bench',
      userName: 'bench',
      folder: join(station.files, 'workspace'),
      passphrase: 'a passphrase for the bench',
    });
    await importReferences(station, files);
    log('importing 500,000 opportunities');
    const { value } = await importFile(station, path, 'opportunity', {
      kind: 'new',
      name: 'bench',
      currency: 'CNY',
      origin: 'generated',
      sourceNote: '',
      asOfDay: '2026-11-23',
    });
    const pipelineId = value.pipelineId ?? '';
    const query = (part: Partial<GridQuery>): GridQuery => ({
      pipelineId,
      sort: [],
      filters: {},
      quick: '',
      ...part,
    });
    const reply = async (part: Partial<GridQuery>): Promise<number> =>
      (await timed(page, 'pipeline.page', { query: query(part), ...PAGE })).ms;

    const firstMs = await reply({ sort: [{ field: 'region', desc: true }] });
    const readyMs = await reply({ sort: [{ field: 'name', desc: true }] });
    const on = pagesOf(page, 'zh-CN');
    await page.reload();
    await on.frame.goTo('pipeline');
    await gridReady(page);
    const frames = await scroll(page);

    const sorts: number[] = [];
    for (const field of SORTED) sorts.push(await reply({ sort: [{ field, desc: false }] }));
    for (const field of SORTED.slice(1)) sorts.push(await reply({ sort: [{ field, desc: true }] }));
    const filters: number[] = [];
    for (let from = 0; from < 20; from += 1) {
      const range = { kind: 'numberRange', from: from * 5_000_000, to: null } as const;
      filters.push(
        await reply({
          filters: { amountMinor: range, region: { kind: 'in', values: ['华东', '华南'] } },
        }),
      );
    }
    const searches: number[] = [];
    for (const word of WORDS) searches.push(await reply({ quick: word }));

    const kept: number[] = [];
    const fresh: number[] = [];
    const sort = [{ field: 'amountMinor' as const, desc: true }];
    const rows = await ask(page, 'pipeline.page', { query: query({ sort }), ...PAGE });
    for (const [at, row] of rows.rows.slice(0, 20).entries()) {
      const patch = { amountMinor: at * 1000, name: `改名 ${at}` };
      await ask(page, 'pipeline.update', { id: row.id, version: row.version, patch, reason: null });
      kept.push(await reply({ sort }));
      fresh.push(await reply({ sort, quick: `改名 ${at}` }));
    }
    const groups: number[] = [];
    for (const field of ['stage', 'ownerName', 'accountName', 'closeMonth'] as const) {
      const input = {
        query: query({}),
        grouping: { fields: [field], orderBy: 'amount' as const, desc: true },
        expansion: { open: false, except: [] },
        ...PAGE,
      };
      groups.push((await timed(page, 'pipeline.groupPage', input)).ms);
    }
    const figures = {
      rows: value.inserted,
      firstQueryMs: firstMs,
      searchAndNamesReadyMs: readyMs,
      scrollFrameMs: median(frames),
      scrollFrameP95Ms: percentile(frames, 0.95),
      scrollWorstFrameMs: Math.max(...frames),
      sortReplyMs: median(sorts),
      sortReplyP95Ms: percentile(sorts, 0.95),
      filterReplyP95Ms: percentile(filters, 0.95),
      searchReplyMs: median(searches),
      searchReplyP95Ms: percentile(searches, 0.95),
      afterEditKeptP95Ms: percentile(kept, 0.95),
      afterEditFreshP95Ms: percentile(fresh, 0.95),
      groupReplyWorstMs: Math.max(...groups),
      memoryMb: (treeUse(root)?.residentBytes ?? Number.NaN) / 1e6,
    };
    const bound = (name: string) => ({
      name: `500,000 rows: ${name}, p95`,
      unit: 'ms',
      atMost: 100,
    });
    return {
      figures,
      targets: [
        judge(bound('sort'), figures.sortReplyP95Ms),
        judge(bound('filter'), figures.filterReplyP95Ms),
        judge(bound('search'), figures.searchReplyP95Ms),
        judge(bound('after an edit'), figures.afterEditKeptP95Ms),
      ],
    };
  } finally {
    await station.close();
  }
};

/** Scrolls the grid steadily; the time between frames, ms. */
function scroll(page: Page): Promise<number[]> {
  return page.evaluate(
    (limit) =>
      new Promise<number[]>((resolve) => {
        const body = document.querySelector('.ag-body-viewport');
        const frames: number[] = [];
        const began = performance.now();
        let before = began;
        const step = (now: number): void => {
          frames.push(now - before);
          before = now;
          body?.scrollBy(0, 120);
          if (now - began > limit) resolve(frames.slice(1));
          else requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    SCROLL_MS,
  );
}
