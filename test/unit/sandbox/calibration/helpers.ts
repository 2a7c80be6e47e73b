import { existsSync, readFileSync } from 'node:fs';
import type { CalibrationModel, CalibrationReport } from '#electron/sandbox/calibration/report';
import { answerCalibration } from '#electron/sandbox/calibration/run';
import type { Failure } from '#shared/errors';

type Content = string | Uint8Array;

/** A back-test (or a fit) of files given as text; several files as an array. */
function answer(
  model: CalibrationModel,
  train: Content[],
  held: Content[] | null,
  fitOnly: boolean,
) {
  const files = (name: string, contents: Content[]) =>
    contents.map((content, k) => ({
      name: k === 0 ? `${name}.csv` : `${name}${k + 1}.csv`,
      bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    }));
  const test = held === null ? null : files('test', held);
  const job = { model, train: files('train', train), test, fitOnly, seed: 1 };
  return answerCalibration(
    job,
    () => undefined,
    () => 0,
  );
}

export function backTest(
  model: CalibrationModel,
  train: Content[],
  held: Content[] | null,
): CalibrationReport {
  return reportOf(answer(model, train, held, false));
}

export function fit(model: CalibrationModel, train: Content[]): CalibrationReport {
  return reportOf(answer(model, train, null, true));
}

function reportOf({ report, failure }: ReturnType<typeof answer>): CalibrationReport {
  if (report === null) throw new Error(JSON.stringify(failure));
  return report;
}

/** What was wrong with the files. */
export function refusal(
  model: CalibrationModel,
  train: Content[],
  held: Content[] | null = null,
): Failure {
  const { failure } = answer(model, train, held, false);
  if (failure === null) throw new Error('nothing went wrong');
  return failure;
}

export function part(report: CalibrationReport, name: string) {
  const found = report.parts.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no part ${name}`);
  return found;
}

export function estimate(report: CalibrationReport, quantity: string, of: string) {
  const found = report.estimates.find((one) => one.quantity === quantity && one.of === of);
  if (found === undefined) throw new Error(`no ${quantity} of ${of}`);
  return found;
}

/** A file of the public data, or null where they are not here; then it is said in one line. */
export function publicFile(path: string): Buffer | null {
  const url = new URL(`../../../../../shared/data/${path}`, import.meta.url);
  if (existsSync(url)) return readFileSync(url);
  console.log(`${path} is not here: what needs it did not run`);
  return null;
}
