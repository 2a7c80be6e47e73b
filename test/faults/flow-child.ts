import { writeSync } from 'node:fs';
import { watchWritePoints, type WritePoint } from '#electron/replica/write-points';
import { FLOWS, type FlowName } from './flows';

/** What a process is to do and where it dies. */
export interface Errand {
  readonly folder: string;
  readonly keyHex: string;
  /** One after the other. */
  readonly flows: readonly FlowName[];
  readonly tag: string;
  readonly careless?: boolean;
  /** Dies when it reaches this point for the n-th time (from 1); null = counts the points and ends by itself. */
  readonly death: { readonly point: WritePoint; readonly nth: number } | null;
}

/**
 * A process that runs flows: says each promise on its own line as it is made, and is gone without a trace at the
 * point it was told, exactly as with `kill -9`.
 */
// Given by kill.ts only.
const errand = JSON.parse(process.argv[2] ?? '') as Errand;
const counts: Record<string, number> = {};
watchWritePoints((point) => {
  counts[point] = (counts[point] ?? 0) + 1;
  const { death } = errand;
  if (death?.point === point && death.nth === counts[point]) process.kill(process.pid, 'SIGKILL');
});
const ack = (receipt: string): void => void writeSync(1, `${receipt}\n`);
async function runErrand({ folder, keyHex, flows, tag, careless = false }: Errand): Promise<void> {
  const key = new Uint8Array(Buffer.from(keyHex, 'hex'));
  for (const flow of flows) await FLOWS[flow]({ folder, key, ack, careless }, tag);
  ack(`points ${JSON.stringify(counts)}`);
}
void runErrand(errand);
