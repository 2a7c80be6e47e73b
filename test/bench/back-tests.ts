// Started by scripts/bench-backtest.mjs.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CalibrationReport } from '../../electron/sandbox/calibration/report.ts';
import { type Bound, judge, type Target, targetTable } from './support/figures.ts';

/** One data set: the files that its back-test learns from and what it has to reach. */
interface Case {
  readonly model: string;
  readonly files: readonly string[];
  readonly bounds: readonly (Bound & {
    readonly of: (report: CalibrationReport) => number | null;
  })[];
}

type Part = CalibrationReport['parts'][number];

function part(report: CalibrationReport, start: string): Part | undefined {
  return report.parts.find(({ name }) => name.startsWith(start));
}

/** A figure of the part whose name begins so; null when there is none. */
const of =
  (start: string, figure: (found: Part) => number | undefined) =>
  (report: CalibrationReport): number | null => {
    const found = part(report, start);
    return found === undefined ? null : (figure(found) ?? null);
  };

const skill = (start: string, k = 0) => of(start, ({ baselines }) => baselines[k]?.skill);
const coverage = (start: string) => of(start, ({ coverage90 }) => coverage90);
const ratio = (start: string, figure: 'rmse' | 'wape' | 'wmae', k: number) =>
  of(start, ({ model, baselines }) => model[figure] / (baselines[k]?.[figure] ?? NaN));
/** Share of the effects that were inside their stated 90 % interval. */
const inside = (start: string) =>
  of(start, ({ cases }) => {
    const within = cases.filter(({ low, high, actual }) => actual >= low && actual <= high);
    return within.length / cases.length;
  });

const covered = (start: string) => [
  { name: '90 % intervals hold', unit: 'share', atLeast: 0.87, of: coverage(start) },
  { name: '90 % intervals hold', unit: 'share', atMost: 0.93, of: coverage(start) },
];

const CASES: Readonly<Record<string, Case>> = {
  'pharmacy-daily': {
    model: 'pharmacy-demand',
    files: ['pharma_sales/salesdaily.csv'],
    bounds: [
      { name: 'CRPS skill, last 8 weekdays', unit: '', atLeast: 0.12, of: skill('28 days') },
      { name: 'CRPS skill, 52 weekdays', unit: '', atLeast: 0.07, of: skill('28 days', 1) },
      ...covered('28 days'),
    ],
  },
  'pharmacy-weekly': {
    model: 'pharmacy-demand',
    files: ['pharma_sales/salesweekly.csv'],
    bounds: [
      {
        name: 'WAPE ÷ same week a year before',
        unit: '',
        atMost: 1,
        of: ratio('52 weeks', 'wape', 0),
      },
      { name: 'WAPE ÷ mean of 52 weeks', unit: '', atMost: 1, of: ratio('52 weeks', 'wape', 1) },
    ],
  },
  'orange-juice': {
    model: 'price-response',
    files: ['dominicks_orange_juice/yx.csv.gz', 'dominicks_orange_juice/storedemo.csv'],
    bounds: [
      {
        name: 'RMSE of later weeks',
        unit: 'log units',
        atMost: 0.553,
        of: of('later', ({ model }) => model.rmse),
      },
      {
        name: 'RMSE ÷ regression, later weeks',
        unit: '',
        atMost: 1,
        of: ratio('later', 'rmse', 1),
      },
      { name: 'RMSE ÷ regression, new shops', unit: '', atMost: 1, of: ratio('shops', 'rmse', 1) },
      ...covered('later'),
    ],
  },
  cheese: {
    model: 'price-response',
    files: ['retail_cheese_tuna/cheese.csv'],
    bounds: [
      {
        name: 'RMSE ÷ regression, later weeks',
        unit: '',
        atMost: 1,
        of: ratio('later', 'rmse', 1),
      },
      {
        name: 'RMSE ÷ regression, new accounts',
        unit: '',
        atMost: 1,
        of: ratio('shops', 'rmse', 1),
      },
    ],
  },
  avocado: {
    model: 'price-response',
    files: ['avocado_prices/avocado.csv'],
    bounds: [
      {
        name: 'RMSE ÷ regression, later weeks',
        unit: '',
        atMost: 1,
        of: ratio('later', 'rmse', 1),
      },
    ],
  },
  walmart: {
    model: 'weekly-sales',
    files: ['walmart_weekly/train.csv.gz', 'walmart_weekly/stores.csv'],
    bounds: [
      {
        name: 'WMAE ÷ same week a year before',
        unit: '',
        atMost: 0.9,
        of: ratio('later', 'wmae', 0),
      },
      {
        name: 'WMAE ÷ same week a year before, new shops',
        unit: '',
        atMost: 0.9,
        of: ratio('new shops by', 'wmae', 0),
      },
      ...covered('later'),
    ],
  },
  hillstrom: {
    model: 'offer-campaign',
    files: ['hillstrom_email/hillstrom.csv.gz'],
    bounds: [
      {
        name: 'effects on conversion inside',
        unit: 'share',
        atLeast: 0.8,
        of: inside('conversion: effect'),
      },
      { name: 'effects on spend inside', unit: 'share', atLeast: 0.8, of: inside('spend: effect') },
      { name: 'CRPS skill of effects on spend', unit: '', atLeast: 0, of: skill('spend: effect') },
    ],
  },
  'karlan-list': {
    model: 'offer-campaign',
    files: ['karlan_list_match_offer/charitable.csv.gz'],
    bounds: [
      { name: 'effects on giving inside', unit: 'share', atLeast: 0.8, of: inside('gave: effect') },
      {
        name: 'effects on dollars inside',
        unit: 'share',
        atLeast: 0.8,
        of: inside('amount: effect'),
      },
      { name: 'CRPS skill of effects on giving', unit: '', atLeast: 0, of: skill('gave: effect') },
    ],
  },
  'fast-food': {
    model: 'offer-campaign',
    files: ['fastfood_promotion_ab/WA_Marketing-Campaign.csv'],
    bounds: [
      {
        name: 'effects in new markets inside',
        unit: 'share',
        atLeast: 0.8,
        of: inside('sales: effect'),
      },
      { name: 'CRPS skill of effects', unit: '', atLeast: 0, of: skill('sales: effect') },
    ],
  },
  'crm-pipeline': {
    model: 'b2b-pipeline',
    files: ['sales_pipeline', 'accounts', 'products', 'sales_teams'].map(
      (name) => `crm_pipeline/${name}.csv`,
    ),
    bounds: [
      { name: 'Brier skill a deal', unit: '', atLeast: 0, of: skill('each open deal') },
      { name: 'CRPS skill of won revenue', unit: '', atLeast: 0, of: skill('won revenue with') },
    ],
  },
};

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const ROOT = join(import.meta.dirname, '..', '..');
const DATA = join(ROOT, '..', 'shared', 'data');

/** One back-test by the command line, or null where its data are not here. */
function backTest({ model, files }: Case): Promise<CalibrationReport | null> {
  const paths = files.map((file) => join(DATA, file));
  if (!paths.every((path) => existsSync(path))) return Promise.resolve(null);
  const cli = join(ROOT, 'out', 'main', 'cli.cjs');
  const args = [cli, 'backtest', '--model', model, '--train', paths.join(','), '--json'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString();
    });
    child.on('error', reject);
    child.on('close', () => {
      const answer: { ok: boolean; value: CalibrationReport } = JSON.parse(out);
      if (answer.ok) resolve(answer.value);
      else reject(new Error(out));
    });
  });
}

/** What of a report goes into the figures. */
function shown({ parts, durationMs }: CalibrationReport) {
  return {
    seconds: Math.round(durationMs / 100) / 10,
    parts: parts.map(({ name, forecasts, model, baselines, coverage90 }) => ({
      name,
      forecasts,
      coverage90,
      model,
      baselines,
    })),
  };
}

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' } } });
const wanted = values.only?.split(',') ?? Object.keys(CASES);
const figures: Record<string, unknown> = {};
const targets: Target[] = [];
for (const [name, one] of Object.entries(CASES)) {
  if (!wanted.includes(name)) continue;
  const report = await backTest(one);
  say(`\n── ${name}${report === null ? ': its data are not here' : ''}`);
  for (const { name: what, of: figure, ...bound } of one.bounds) {
    targets.push(
      judge({ ...bound, name: `${name}: ${what}` }, report === null ? null : figure(report)),
    );
  }
  if (report === null) continue;
  figures[name] = shown(report);
  for (const { name: what, forecasts, model, baselines, coverage90 } of report.parts) {
    say(
      `   ${what}: ${forecasts} forecasts, CRPS ${model.crps.toPrecision(4)}, 90 % hold ${(100 * coverage90).toFixed(1)} %`,
    );
    for (const other of baselines)
      say(`     ${other.name}: ${other.crps.toPrecision(4)}, skill ${other.skill.toFixed(3)}`);
  }
}
say(`\n${targetTable(targets).join('\n')}`);
process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), figures, targets })}\n`);
process.exitCode = targets.some(({ ok }) => ok === false) ? 1 : 0;
