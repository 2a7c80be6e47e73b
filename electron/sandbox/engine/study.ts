import { createHash } from 'node:crypto';
import type { FitReport, HistoryInput, HistoryWindow } from '#shared/sandbox/model';
import { backTest } from './back-test';
import { fitModel } from './fit';
import type { FittedModel } from './fitted';
import { compileHistory, dayNumber } from './history';
import { buildReport } from './report';

/** A fit as it is kept and handed to runs: parameters for the kernel, the report for people. */
export interface FittedStudy {
  model: FittedModel;
  report: FitReport;
  /** SHA-256 (hex) of the history and the window. */
  inputsHash: string;
}

/** SHA-256 of the inputs a fit depends on. Key order inside the history does not matter, row order does. */
function hashInputs(input: HistoryInput, window: HistoryWindow): string {
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash('sha256')
    .update(JSON.stringify([input, window], sorted))
    .digest('hex');
}

/**
 * Fits and back-tests the model on the window; the future starts at the end of the history's as-of day.
 * Takes seconds on a large history: call it in a worker.
 * @param now clock in ms for the report's duration
 */
export function fitStudy(
  input: HistoryInput,
  window: HistoryWindow,
  now: () => number,
): FittedStudy {
  const started = now();
  const asOfEnd = dayNumber(input.asOfDay) + 1;
  const history = compileHistory(input, window.fromDay, asOfEnd);
  const fit = fitModel(history);
  const test = backTest(input, window.fromDay, history);
  return {
    model: fit.model,
    report: buildReport(input, window, fit, test, now() - started),
    inputsHash: hashInputs(input, window),
  };
}
