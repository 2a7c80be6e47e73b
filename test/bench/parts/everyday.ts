import { readdirSync, rmSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { answerSaveDialog, launch } from '../../e2e/support/workstation.ts';
import { median } from '../support/figures.ts';
import type { Part } from '../support/part.ts';
import { ask, gridReady, newId, pipelinesOf, timed } from '../support/station.ts';

const EXPORTS = 5;
const FIELDS = ['name', 'accountName', 'ownerName', 'stage', 'amountMinor', 'closedDay'] as const;

/** What people wait for besides: opening the demo, the CSV of a view, the PDF. No targets. */
export const everyday: Part = async ({ profile }) => {
  const demo = await launch();
  let demoSeconds: number;
  let pdfSeconds: number;
  try {
    const { page } = demo;
    demoSeconds = (await timed(page, 'workspace.openDemo', {})).ms / 1000;
    const [pipeline] = await ask(page, 'pipeline.list', {});
    const asOfDay = pipeline?.asOfDay ?? '2026-11-22';
    const levers = {
      discountPct: 0,
      extraSolutionEngineers: 0,
      followUpSpeed: 1,
      focusSegments: [],
    };
    const run = await ask(page, 'sandbox.run', {
      jobId: newId(),
      name: 'bench',
      modelId: 'b2b-pipeline',
      pipelineId: pipeline?.id ?? '',
      asOfDay,
      horizonDays: 91,
      historyWindow: { fromDay: '1970-01-01', toDay: asOfDay },
      variants: [{ id: 'a', name: 'A', levers }],
      switches: { rivalPromotes: 'model', budgetFreeze: 'model', keyEngineerAway: 'model' },
      replicates: 512,
      seed: 1,
      targetMinor: null,
    });
    const document = await ask(page, 'composer.create', {
      templateId: 'rehearsal-brief',
      title: '简报',
      language: 'zh-CN',
      runId: run.id,
    });
    const exports: number[] = [];
    for (let round = 0; round < EXPORTS; round += 1) {
      await answerSaveDialog(demo, `brief-${round}.pdf`);
      const input = { id: document.id, recipient: '测试', format: 'pdf' as const, jobId: newId() };
      exports.push((await timed(page, 'composer.export', input)).ms);
    }
    pdfSeconds = median(exports) / 1000;
  } finally {
    await demo.close();
  }

  const folder = await profile();
  const station = await launch({ profile: folder });
  try {
    const { page } = station;
    await gridReady(page);
    const { large } = await pipelinesOf(page);
    const query = { pipelineId: large?.id ?? '', sort: [], filters: {}, quick: '' };
    const rates: number[] = [];
    for (let round = 0; round < EXPORTS; round += 1) {
      await answerSaveDialog(station, `view-${round}.csv`);
      const format = 'csv' as const;
      const input = { query, only: null, fields: [...FIELDS], format, jobId: newId() };
      const { value, ms } = await timed(page, 'pipeline.exportView', input);
      rates.push(((value?.rows ?? 0) * 1000) / ms);
    }
    return {
      figures: {
        demoSeconds,
        pdfSeconds,
        exportRowsPerSecond: median(rates),
        bundleKb: bundleSizes(),
      },
      targets: [],
    };
  } finally {
    await station.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Scripts of the built app in kB, before compression: they are read from the disk. */
function bundleSizes(): Record<string, number> {
  const out = join(import.meta.dirname, '..', '..', '..', 'out');
  const sizes: Record<string, number> = {};
  for (const part of ['main', 'preload', 'renderer']) {
    const folder = join(out, part);
    const bytes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => ['.js', '.cjs', '.css'].includes(extname(name)))
      .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    sizes[part] = Math.round(bytes / 1000);
  }
  return sizes;
}
