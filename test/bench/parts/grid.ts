import type { Page } from '@playwright/test';
import type { GridQuery } from '../../../shared/pipeline/model';
import { pagesOf } from '../../e2e/pages/index.ts';
import { judge, median, percentile } from '../support/figures.ts';
import type { Part } from '../support/part.ts';
import { ask, timed, withLarge } from '../support/station.ts';

const FIRST_PAGE = { offset: 0, limit: 150 };
const FIELDS = [
  'name',
  'accountName',
  'ownerName',
  'productName',
  'region',
  'stage',
  'amountMinor',
  'openedDay',
  'closedDay',
  'stageEnteredAt',
] as const;
const WORDS = ['网关', '上海', '质检 二期', 'cd', '远山 数据', '上线', 'bjhl', '能耗'];
const PAINT_LIMIT_MS = 10_000;

/** Filter, sort and search of 100,000 rows: call to reply, and click to painted rows. */
export const grid: Part = ({ profile }) =>
  withLarge(profile, async ({ page, pipelineId }) => {
    const query = (part: Partial<GridQuery>): GridQuery => ({
      pipelineId,
      sort: [],
      filters: {},
      quick: '',
      ...part,
    });
    const reply = async (part: Partial<GridQuery>): Promise<number> =>
      (await timed(page, 'pipeline.page', { query: query(part), ...FIRST_PAGE })).ms;

    // The first question of a window reads the columns into memory; measured apart.
    const firstMs = await reply({ sort: [{ field: 'region', desc: true }] });
    const sorts: number[] = [];
    const firstByName = await reply({ sort: [{ field: 'name', desc: true }] });
    for (const field of FIELDS) sorts.push(await reply({ sort: [{ field, desc: false }] }));
    for (const field of FIELDS.slice(1)) sorts.push(await reply({ sort: [{ field, desc: true }] }));
    const filters: number[] = [];
    for (let from = 0; from < 20; from += 1) {
      const range = { kind: 'numberRange', from: from * 5_000_000, to: null } as const;
      filters.push(
        await reply({
          filters: { amountMinor: range, region: { kind: 'in', values: ['华东', '华南'] } },
        }),
      );
    }
    const firstSearchMs = await reply({ quick: '仓储' });
    const searches: number[] = [];
    for (const word of WORDS) searches.push(await reply({ quick: word }));

    const on = pagesOf(page, 'zh-CN');
    const paintedSorts: number[] = [];
    for (const column of ['amountMinor', 'accountName', 'expectedCloseDay'] as const) {
      const header = on.pipeline.header(column).getByRole('button').first();
      for (let click = 0; click < 2; click += 1) {
        await page.evaluate(noteClick);
        await header.click();
        paintedSorts.push(await painted(page));
      }
    }
    const paintedFilters: number[] = [];
    const list = await on.pipeline.openFilter('stage');
    const boxes = list.getByRole('checkbox');
    await boxes.first().waitFor();
    for (let at = 0; at < 6; at += 1) {
      await page.evaluate(noteClick);
      // Ticked while nothing is filtered: each click takes one stage away.
      await boxes.nth(at).click();
      paintedFilters.push(await painted(page));
    }
    const { all } = await ask(page, 'pipeline.summary', query({}));
    const figures = {
      rows: all,
      firstQueryMs: firstMs,
      firstSortByNameMs: firstByName,
      firstSearchMs,
      sortReplyMs: median(sorts),
      sortReplyP95Ms: percentile(sorts, 0.95),
      filterReplyMs: median(filters),
      filterReplyP95Ms: percentile(filters, 0.95),
      searchReplyMs: median(searches),
      sortPaintedMs: median(paintedSorts),
      sortPaintedWorstMs: Math.max(...paintedSorts),
      filterPaintedMs: median(paintedFilters),
      filterPaintedWorstMs: Math.max(...paintedFilters),
    };
    const bound = (name: string) => ({ name, unit: 'ms', atMost: 150 });
    return {
      figures,
      targets: [
        judge(bound('grid sort, call to reply'), figures.sortReplyMs),
        judge(bound('grid sort, click to painted rows'), figures.sortPaintedMs),
        judge(bound('grid filter, call to reply'), figures.filterReplyMs),
        judge(bound('grid filter, click to painted rows'), figures.filterPaintedMs),
      ],
    };
  });

interface Noted {
  at: number;
  text: string;
}

declare global {
  interface Window {
    benchClick?: Noted;
  }
}

/** Runs in the page: time counts from the next click anywhere, and then the rows must differ from those of now. */
function noteClick(): void {
  const text = [
    document.querySelector('[role="grid"]')?.ariaRowCount,
    ...[...document.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent),
  ].join('|');
  const note = (): void => {
    window.benchClick = { at: performance.now(), text };
  };
  document.addEventListener('click', note, { once: true, capture: true });
}

/** Time from the noted click until other rows stood on the screen, ms. */
function painted(page: Page): Promise<number> {
  return page.evaluate(
    (limit) =>
      new Promise<number>((resolve, reject) => {
        const deadline = performance.now() + limit;
        const look = (now: number): void => {
          const click = window.benchClick;
          const text = [
            document.querySelector('[role="grid"]')?.ariaRowCount,
            ...[...document.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent),
          ].join('|');
          if (click !== undefined && text !== click.text) {
            // The frame that follows has put it on the screen.
            requestAnimationFrame((shown) => {
              delete window.benchClick;
              resolve(shown - click.at);
            });
            return;
          }
          if (now > deadline) reject(new Error('the rows did not change'));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    PAINT_LIMIT_MS,
  );
}
