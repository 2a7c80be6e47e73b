import type { Page } from '@playwright/test';
import { pagesOf } from '../../e2e/pages/index.ts';
import { judge, median } from '../support/figures.ts';
import type { Part } from '../support/part.ts';
import { ask, withLarge } from '../support/station.ts';

const ROUNDS = 6;
const PAINT_LIMIT_MS = 10_000;
const SCROLL_FRAMES = 120;

/** Switching between cells and cards with all rows of the large pipeline, and scrolling a long column. */
export const board: Part = ({ profile }) =>
  withLarge(profile, async ({ page, pipelineId }) => {
    const on = pagesOf(page, 'zh-CN');
    await on.pipeline.clearFilters();
    const query = { pipelineId: pipelineId, sort: [], filters: {}, quick: '' };
    // The first question of a window reads the columns into memory; that is the grid's part.
    const { columns } = await ask(page, 'pipeline.board', { query, windows: [] });
    const cards = columns.reduce((sum, { count }) => sum + count, 0);
    await on.board.show('board');
    await on.board.ready();
    const toBoard: number[] = [];
    const toGrid: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await page.evaluate(noteClick);
      await on.board.show('grid');
      toGrid.push(await painted(page, '[role="gridcell"]'));
      await page.evaluate(noteClick);
      await on.board.show('board');
      toBoard.push(await painted(page, '[data-card]'));
    }
    const longest = columns.toSorted((a, b) => b.count - a.count)[0];
    const frames = await page.evaluate(scrollColumn, {
      column: longest?.column ?? '',
      count: SCROLL_FRAMES,
    });
    const figures = {
      cards,
      longestColumn: longest?.count ?? 0,
      toBoardMs: median(toBoard),
      toBoardWorstMs: Math.max(...toBoard),
      toGridMs: median(toGrid),
      scrollFrameMs: median(frames),
      scrollFrameWorstMs: Math.max(...frames),
    };
    const bound = (name: string) => ({ name, unit: 'ms', atMost: 300 });
    return {
      figures,
      targets: [
        judge(bound('grid to board, click to painted cards'), figures.toBoardMs),
        judge(bound('board to grid, click to painted rows'), figures.toGridMs),
      ],
    };
  });

/** Runs in the page: time counts from the next click anywhere. */
function noteClick(): void {
  const note = (): void => {
    window.benchClick = { at: performance.now(), text: '' };
  };
  document.addEventListener('click', note, { once: true, capture: true });
}

/** Time from the noted click until something of the kind with text stood on the screen, ms. */
function painted(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    ([wanted, limit]) =>
      new Promise<number>((resolve, reject) => {
        const deadline = performance.now() + limit;
        const look = (now: number): void => {
          const click = window.benchClick;
          const found = document.querySelector(wanted)?.textContent ?? '';
          if (click !== undefined && found !== '') {
            // The frame that follows has put it on the screen.
            requestAnimationFrame((shown) => {
              delete window.benchClick;
              resolve(shown - click.at);
            });
            return;
          }
          if (now > deadline) reject(new Error('nothing was shown'));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    [selector, PAINT_LIMIT_MS] as const,
  );
}

/** Runs in the page: scrolls a column by 60 px a frame and gives the lengths of the frames, ms. */
function scrollColumn({ column, count }: { column: string; count: number }): Promise<number[]> {
  return new Promise((resolve) => {
    const list = document.querySelector(`[data-column="${column}"] [role="list"]`)?.parentElement;
    const frames: number[] = [];
    let last = performance.now();
    const step = (now: number): void => {
      frames.push(now - last);
      last = now;
      if (list !== null && list !== undefined) list.scrollTop += 60;
      if (frames.length < count) requestAnimationFrame(step);
      else resolve(frames.slice(1));
    };
    requestAnimationFrame(step);
  });
}
