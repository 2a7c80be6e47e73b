import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { JobHooks, ReadHandle, WriteHandle } from '#electron/replica/replica';
import { SandtableError } from '#shared/errors';
import { guessMapping } from '#shared/pipeline/import-fields';
import { IMPORT_KINDS, type ImportPlan, type ImportReport } from '#shared/pipeline/import-model';
import { daySchema, originSchema } from '#shared/pipeline/model';
import { languageSchema, type Language } from '#shared/workspace/model';

const texts = z.record(languageSchema, z.string());

/** `resources/demo/manifest.json`: the pipelines that the demo workspace holds, and their files. */
const manifestSchema = z.object({
  asOfDay: daySchema,
  pipelines: z.array(
    z.object({
      key: z.string(),
      names: texts,
      currency: z.string().length(3),
      origin: originSchema,
      sourceNote: texts,
      /** The data end on this day; without it on the manifest's. */
      asOfDay: daySchema.optional(),
      files: z.partialRecord(z.enum(IMPORT_KINDS), z.string()),
    }),
  ),
});

export interface DemoResult {
  /** Rows written, of all kinds. */
  readonly rows: number;
  readonly asOfDay: string;
  readonly pipelineIds: string[];
}

/**
 * Fills an empty workspace with the demo data, through the same import as any file of the user.
 *
 * @param folder where the manifest lies
 * @throws SandtableError IMPORT_TOO_MANY_ERRORS when a shipped row is refused: a defect of the shipped files
 */
export async function importDemo(
  handles: { readonly reader: ReadHandle; readonly writer: WriteHandle },
  folder: string,
  language: Language,
  hooks: JobHooks = {},
): Promise<DemoResult> {
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')),
  );
  const files = manifest.pipelines.reduce((sum, one) => sum + Object.keys(one.files).length, 0);
  let [finished, rows] = [0, 0];
  const pipelineIds: string[] = [];
  for (const { names, sourceNote, currency, origin, asOfDay, ...pipeline } of manifest.pipelines) {
    let target: ImportPlan['pipeline'] = {
      kind: 'new',
      name: names[language],
      currency,
      origin,
      sourceNote: sourceNote[language],
      asOfDay: asOfDay ?? manifest.asOfDay,
    };
    for (const kind of IMPORT_KINDS) {
      const file = pipeline.files[kind];
      if (file === undefined) continue;
      const path = join(folder, file);
      const head = await handles.reader.readJob('import.head', { path, format: null });
      const done = finished;
      const report: ImportReport = await handles.writer.writeJob(
        'import.run',
        {
          path,
          fileName: basename(path),
          kind,
          format: head.format,
          mapping: guessMapping(head.headers, kind),
          pipeline: target,
        },
        {
          ...hooks,
          onProgress: (part, total) =>
            hooks.onProgress?.(done + (total > 0 ? part / total : 0), files, 'generating'),
        },
      );
      if (report.rejected > 0) {
        throw new SandtableError('IMPORT_TOO_MANY_ERRORS', `${file} is damaged`, {
          file,
          rejected: report.rejected,
        });
      }
      if (kind === 'opportunity' && report.pipelineId !== null) {
        pipelineIds.push(report.pipelineId);
        target = { kind: 'existing', id: report.pipelineId };
      }
      rows += report.inserted + report.updated;
      finished += 1;
    }
  }
  return { rows, asOfDay: manifest.asOfDay, pipelineIds };
}
