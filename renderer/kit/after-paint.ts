/** How long work may wait for a page that is never idle, ms. */
const PATIENCE_MS = 500;

/** Runs `work` when what was rendered has reached the screen and the page has time. */
export function afterPaint(work: () => void): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => requestIdleCallback(() => work(), { timeout: PATIENCE_MS })),
  );
}
