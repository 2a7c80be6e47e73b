import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { launch, type Workstation } from '../../e2e/support/workstation.ts';
import { judge, median } from '../support/figures.ts';
import type { Part } from '../support/part.ts';
import { treeUse } from '../support/processes.ts';
import { ask, benchFiles, importFile, importReferences, timed } from '../support/station.ts';

const ROUNDS = 5;

interface Pass {
  readonly rowsPerSecond: number;
  readonly cpuSeconds: number;
}

/**
 * Rows a second of the real importer (checks, references, change log, outbox, encryption, one durable transaction) beside
 * `sqlite3 .import` of the same file into a plain table; in turn, each into an empty database.
 */
export const importing: Part = async ({ log }) => {
  const files = benchFiles();
  const station = await launch();
  const ours: Pass[] = [];
  const shell: Pass[] = [];
  let undoSeconds = Number.NaN;
  const hasShell = shellExists();
  if (!hasShell) log('no sqlite3 shell here: the import is measured without its comparison');
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      await ask(station.page, 'workspace.create', {
        name: `bench ${round}`,
        userName: 'bench',
        folder: join(station.files, String(round)),
        passphrase: 'a passphrase for the bench',
      });
      await importReferences(station, files);
      const before = cpuOf(station);
      const { value, ms } = await importFile(station, files.opportunities, 'opportunity', {
        kind: 'new',
        name: 'bench',
        currency: 'CNY',
        origin: 'generated',
        sourceNote: '',
        asOfDay: null,
      });
      if (value.rejected > 0) throw new Error(`refused: ${JSON.stringify(value.problems[0])}`);
      ours.push({
        rowsPerSecond: (value.inserted * 1000) / ms,
        cpuSeconds: cpuOf(station) - before,
      });
      if (hasShell) shell.push(shellImport(files.opportunities, value.rows, station.files));
      if (round === ROUNDS - 1)
        undoSeconds = (await timed(station.page, 'history.undo', {})).ms / 1000;
      await ask(station.page, 'workspace.close', {});
      rmSync(join(station.files, String(round)), { recursive: true, force: true });
    }
  } finally {
    await station.close();
  }
  const ratio = hasShell
    ? median(ours.map((pass, at) => pass.rowsPerSecond / (shell[at]?.rowsPerSecond ?? Number.NaN)))
    : null;
  return {
    figures: {
      rowsPerSecond: median(ours.map((pass) => pass.rowsPerSecond)),
      rowsPerSecondAll: ours.map((pass) => Math.round(pass.rowsPerSecond)),
      cpuSeconds: median(ours.map((pass) => pass.cpuSeconds)),
      shellRowsPerSecond: hasShell ? median(shell.map((pass) => pass.rowsPerSecond)) : null,
      shellRowsPerSecondAll: shell.map((pass) => Math.round(pass.rowsPerSecond)),
      shellCpuSeconds: hasShell ? median(shell.map((pass) => pass.cpuSeconds)) : null,
      ratio,
      undoSeconds,
    },
    targets: [
      judge({ name: 'import rows/s, times sqlite3 .import', unit: '×', atLeast: 0.2 }, ratio),
    ],
  };
};

function cpuOf(station: Workstation): number {
  return treeUse(station.app.process().pid ?? 0)?.cpuSeconds ?? Number.NaN;
}

function shellExists(): boolean {
  return spawnSync('sqlite3', ['--version']).status === 0;
}

/** `.import` into a new file, at the shell's own settings (rollback journal, synchronous=FULL). */
function shellImport(csv: string, rows: number, folder: string): Pass {
  const database = join(folder, 'shell.db');
  const script = `sqlite3 "$1" ".mode csv" ".import '$2' opportunity"; times`;
  const started = performance.now();
  const times = execFileSync('sh', ['-c', script, 'sh', database, csv], { encoding: 'utf8' });
  const seconds = (performance.now() - started) / 1000;
  rmSync(database);
  // The second line of `times` is the children's: 0m0.41s 0m0.05s
  const spent = [...(times.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  const cpuSeconds = spent.reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
  return { rowsPerSecond: rows / seconds, cpuSeconds };
}
