import type { CallInput } from '#shared/contract';
import { call } from './api';

/** Writes an error of the page to the log: name and stack, never its message, which may quote data. */
export function reportError(error: unknown): void {
  const known = error instanceof Error ? error : new Error('unknown');
  void send({ name: known.name.slice(0, 200), stack: stackWithoutMessage(known) });
}

/** Sends what no one caught to the log: errors of handlers and timers, and promises that fail unheard. */
export function followUncaught(): void {
  addEventListener('error', (event) => {
    // A resource that did not load is no error of the code and carries none.
    if (event.error !== null && event.error !== undefined) reportError(event.error);
  });
  addEventListener('unhandledrejection', (event) => reportError(event.reason));
}

/** The frames of a stack alone: its first lines repeat the message. */
export function stackWithoutMessage(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s*at /.test(line));
  return frames.join('\n').slice(0, 8000);
}

async function send(report: CallInput<'app.reportError'>): Promise<void> {
  try {
    await call('app.reportError', report);
  } catch {
    // The log itself is unreachable; the person already sees the error on the screen.
  }
}
