import { app } from 'electron';

/** Waits, at most five seconds, until everything is on the disk and the threads have ended. */
export function quitCleanly(close: () => Promise<void>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    const late = new Promise<void>((resolve) => setTimeout(resolve, 5000));
    void Promise.race([close().catch(() => undefined), late]).then(() => {
      closed = true;
      // Not within the event itself: a quit asked for while one is being refused is lost.
      setImmediate(() => app.quit());
    });
  });
}
