import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Checkpoint, checkpointSchema } from '#shared/governance/model';

/** The file of a workspace's checkpoints: beside the database, so that putting an older database back is noticed. */
export function checkpointFile(folder: string): string {
  return join(folder, 'audit-checkpoints.jsonl');
}

/** What the file holds. */
export interface FiledCheckpoints {
  readonly checkpoints: readonly Checkpoint[];
  /** Numbers, from 1, of the lines that are no checkpoint; an unfinished last line is one of them. */
  readonly damagedLines: readonly number[];
}

/** Reads the file; null when there is none. */
export function readCheckpointFile(folder: string): FiledCheckpoints | null {
  const file = checkpointFile(folder);
  if (!existsSync(file)) return null;
  const checkpoints: Checkpoint[] = [];
  const damagedLines: number[] = [];
  const lines = readFileSync(file, 'utf8').split('\n');
  const unfinished = lines.pop();
  for (const [index, line] of lines.entries()) {
    const checkpoint = parsed(line);
    if (checkpoint) checkpoints.push(checkpoint);
    else damagedLines.push(index + 1);
  }
  if (unfinished !== '') damagedLines.push(lines.length + 1);
  return { checkpoints, damagedLines };
}

/** Appends checkpoints; on the disk when it returns. */
export function appendCheckpoints(folder: string, checkpoints: readonly Checkpoint[]): void {
  const file = openSync(checkpointFile(folder), 'a', 0o600);
  try {
    writeSync(file, checkpoints.map((one) => `${JSON.stringify(one)}\n`).join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Takes the beginning of a line away that a crash left at the end: it never was a checkpoint. */
export function dropUnfinishedLine(folder: string): void {
  const path = checkpointFile(folder);
  if (!existsSync(path)) return;
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end === bytes.length) return;
  const file = openSync(path, 'r+');
  try {
    ftruncateSync(file, end);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function parsed(line: string): Checkpoint | undefined {
  try {
    return checkpointSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
