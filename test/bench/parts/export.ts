import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CallOutput } from '../../../shared/contract';
import type { DocumentContent } from '../../../shared/composer/model';
import { launch } from '../../e2e/support/workstation.ts';
import { judge } from '../support/figures.ts';
import type { Part } from '../support/part.ts';
import { ask, newId, timed } from '../support/station.ts';
import { watched } from '../support/watching.ts';

const RECIPIENTS = 50;

type Block = DocumentContent['blocks'][number];

/** A document of 100 pages, one of 10 pages for 50 recipients: how long, and whether main stays free meanwhile. */
export const exporting: Part = async ({ log }) => {
  const station = await launch();
  try {
    const { page } = station;
    await ask(page, 'workspace.openDemo', {});
    const measured = async <N extends 'composer.export' | 'composer.exportMany'>(
      name: N,
      input: Parameters<typeof ask<N>>[2],
    ) => {
      const { value: timedReply, watch } = await watched(station, () => timed(page, name, input));
      const { value, ms } = timedReply;
      return {
        value: value as CallOutput<N>,
        seconds: ms / 1000,
        watch,
      };
    };
    const place = (name: string) => join(station.files, name);
    const answer = (file: string, folder: string) =>
      station.app.evaluate(
        ({ dialog }, to) => {
          dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: to.file });
          dialog.showOpenDialog = () =>
            Promise.resolve({ canceled: false, filePaths: [to.folder] });
        },
        { file: place(file), folder: place(folder) },
      );

    const long = await stored(page, 100);
    const seconds: Record<string, number> = {};
    const loops: number[] = [];
    let pages = 0;
    for (const format of ['pdf', 'pptx', 'html'] as const) {
      await answer(`long.${format}`, 'none');
      const input = { id: long, recipient: '测试', format, jobId: newId() };
      const run = await measured('composer.export', input);
      if (run.value === null) throw new Error('no export');
      seconds[format] = run.seconds;
      loops.push(run.watch.mainP99Ms);
      if (format === 'pdf') pages = run.value.pages;
      log(`   ${format}: ${run.value.pages} pages, ${run.seconds.toFixed(1)} s`);
    }

    const short = await stored(page, 10);
    mkdirSync(place('batch'));
    await answer('none', 'batch');
    const recipients = Array.from({ length: RECIPIENTS }, (_unused, i) => `客户 ${i + 1}`);
    const batch = await measured('composer.exportMany', {
      id: short,
      recipients,
      format: 'pdf',
      jobId: newId(),
    });
    const written = batch.value?.files.filter(({ receipt }) => receipt !== null) ?? [];
    const batchPages = written[0]?.receipt?.pages ?? 0;
    if (readdirSync(place('batch')).length !== RECIPIENTS) throw new Error('files are missing');
    return {
      figures: {
        pages,
        seconds,
        batchPages,
        batchFiles: written.length,
        batchSeconds: batch.seconds,
        mainLoopWorstMs: batch.watch.mainWorstMs,
      },
      targets: [
        judge({ name: 'PDF of 100 pages', unit: 's', atMost: 20 }, seconds['pdf'] ?? null),
        judge(
          { name: '50 recipients of 10 pages', unit: 's', atMost: 60 },
          batchPages >= 10 && written.length === RECIPIENTS ? batch.seconds : null,
        ),
        judge(
          { name: 'event loop of main during exports, p99', unit: 'ms', atMost: 50 },
          Math.max(...loops, batch.watch.mainP99Ms),
        ),
      ],
    };
  } finally {
    await station.close();
  }
};

/** A stored document of at least so many printed pages: headings, paragraphs, lists and tables. */
async function stored(page: Parameters<typeof ask>[0], pages: number): Promise<string> {
  const document = await ask(page, 'composer.create', {
    templateId: 'rehearsal-brief',
    title: `${pages} 页的文档`,
    language: 'zh-CN',
    runId: null,
  });
  const blocks = Array.from({ length: pages }, (_unused, i) => pageOf(i)).flat();
  await ask(page, 'composer.save', {
    id: document.id,
    version: document.version,
    content: { ...document.content, blocks },
    label: null,
  });
  return document.id;
}

const SENTENCES = [
  '先把验证排队的时间缩短，再谈价格：多数商机停在这一步，而折扣对它没有作用。',
  '每周三核对一次在途商机，超过十四天没有动作的，由经理和负责人一起决定是否继续。',
  'Every figure in this document comes from a rehearsal that can be played again bit for bit.',
];

function pageOf(page: number): Block[] {
  const words = (n: number) => SENTENCES[(page + n) % SENTENCES.length] ?? '';
  const paragraph = (text: string) => ({
    type: 'paragraph' as const,
    content: [{ type: 'text' as const, text }],
  });
  return [
    { id: `h${page}`, kind: 'heading', level: 2, text: `第 ${page + 1} 节` },
    {
      id: `p${page}`,
      kind: 'richText',
      doc: {
        type: 'doc',
        content: Array.from({ length: 7 }, (_unused, n) =>
          paragraph([words(n), words(n + 1), words(n + 2)].join('')),
        ),
      },
    },
    {
      id: `t${page}`,
      kind: 'table',
      caption: '',
      source: {
        kind: 'cells',
        rows: Array.from({ length: 14 }, (_unused, row) =>
          row === 0
            ? ['行动', '负责人', '期限']
            : [words(row).slice(0, 20), `负责人 ${row}`, `2026-12-${10 + row}`],
        ),
      },
    },
  ];
}
