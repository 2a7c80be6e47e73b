import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { GridField } from '../../../shared/pipeline/model';
import { answerSaveDialog, launch } from '../../e2e/support/workstation.ts';
import { writeSlimOpportunities } from '../support/data.ts';
import { judge } from '../support/figures.ts';
import type { Part } from '../support/part.ts';
import { treeUse } from '../support/processes.ts';
import {
  ask,
  benchFiles,
  importFile,
  importReferences,
  newId,
  pipelineNamed,
  timed,
} from '../support/station.ts';

const CSV_ROWS = 500_000;
const XLSX_ROWS = 200_000;
const LOOK_MS = 500;
const FIELDS: GridField[] = [
  'name',
  'accountName',
  'ownerName',
  'productName',
  'region',
  'stage',
  'outcome',
  'amountMinor',
  'discountBp',
  'openedDay',
  'expectedCloseDay',
  'closedDay',
  'stageEnteredAt',
];

/**
 * What leaves and comes back: 500,000 rows as CSV, 200,000 as a workbook, and that workbook through the importer again, with
 * the most that all processes of the application held in memory at a time while it ran.
 */
export const exchange: Part = async ({ log }) => {
  const files = benchFiles();
  const station = await launch();
  const root = station.app.process().pid ?? 0;
  const { page } = station;
  let peakBytes = 0;
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, treeUse(root)?.residentBytes ?? Number.NaN);
  }, LOOK_MS);
  const filled = async (rows: number): Promise<string> => {
    const path = join(station.files, `slim-${rows}.csv`);
    writeSlimOpportunities(path, rows);
    log(`importing ${rows} opportunities`);
    const { value } = await importFile(station, path, 'opportunity', pipelineNamed(`${rows}`));
    rmSync(path);
    if (value.inserted !== rows) throw new Error(`refused: ${JSON.stringify(value.problems[0])}`);
    return value.pipelineId ?? '';
  };
  const exported = async (pipelineId: string, format: 'csv' | 'xlsx') => {
    const name = `view.${format}`;
    await answerSaveDialog(station, name);
    const query = { pipelineId, sort: [], filters: {}, quick: '' };
    const input = { query, only: null, fields: FIELDS, format, jobId: newId() };
    const { value, ms } = await timed(page, 'pipeline.exportView', input);
    const path = join(station.files, name);
    return { rows: value?.rows ?? 0, seconds: ms / 1000, path, mb: statSync(path).size / 1e6 };
  };
  try {
    mkdirSync(station.files, { recursive: true });
    await ask(page, 'workspace.create', {
      name: 'bench',
      userName: 'bench',
      folder: join(station.files, 'workspace'),
      passphrase: 'a passphrase for the bench',
    });
    await importReferences(station, files);
    const xlsx = await exported(await filled(XLSX_ROWS), 'xlsx');
    peakBytes = 0;
    log(`importing the workbook of ${XLSX_ROWS} rows`);
    const again = await importFile(station, xlsx.path, 'opportunity', pipelineNamed('workbook'));
    if (again.value.inserted !== XLSX_ROWS) {
      throw new Error(`refused: ${JSON.stringify(again.value.problems[0])}`);
    }
    const importSeconds = again.ms / 1000;
    const peakMb = peakBytes / 1e6;
    const csv = await exported(await filled(CSV_ROWS), 'csv');
    if (csv.rows !== CSV_ROWS || xlsx.rows !== XLSX_ROWS) throw new Error('rows are missing');
    return {
      figures: {
        csvExportSeconds: csv.seconds,
        csvMb: csv.mb,
        xlsxExportSeconds: xlsx.seconds,
        xlsxMb: xlsx.mb,
        xlsxImportSeconds: importSeconds,
        xlsxImportPeakMb: peakMb,
      },
      targets: [
        judge({ name: 'CSV export of 500,000 rows', unit: 's', atMost: 10 }, csv.seconds),
        judge({ name: 'import of a 200,000 row workbook', unit: 's', atMost: 60 }, importSeconds),
        judge({ name: 'that import, memory', unit: 'MB', atMost: 1000 }, peakMb),
      ],
    };
  } finally {
    clearInterval(look);
    await station.close();
  }
};
