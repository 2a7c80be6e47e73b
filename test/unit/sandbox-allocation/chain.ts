import { readProblem, type RawTables } from '#electron/sandbox/allocation/reading/read-problem';
import { CsvReader } from '#shared/pipeline/csv-reader';
import type { AllocationProblem } from '#shared/sandbox/allocation/model';
import {
  type ChainTruth,
  DEMO_CHAIN,
  generateChain,
} from '../../../scripts/demo/allocation/index.ts';

/** Files of text as tables. */
function rawTables(files: ReadonlyMap<string, string>): RawTables {
  return Object.fromEntries(
    [...files].map(([file, text]) => {
      const records: { line: number; cells: string[] }[] = [];
      const reader = new CsvReader(',', (cells, line) => records.push({ line, cells }));
      reader.push(text.replace(/^\uFEFF/, ''));
      reader.end();
      const [head, ...rows] = records;
      return [file.replace(/\.csv$/, ''), { file, headers: head?.cells ?? [], rows }];
    }),
  );
}

/** A generated chain as a problem. */
export function chainProblem(over: Partial<ChainTruth>, horizonDays = 28): AllocationProblem {
  const tables = rawTables(generateChain({ ...DEMO_CHAIN, ...over }));
  const settings = { currency: 'CNY', horizonDays, day: null, today: '2026-11-20' };
  return readProblem(tables, settings).problem;
}
