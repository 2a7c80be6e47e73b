import enCommon from '#resources/locales/en/common.json';
import enFiles from '#resources/locales/en/files.json';
import enImport from '#resources/locales/en/import.json';
import enPipeline from '#resources/locales/en/pipeline.json';
import zhCommon from '#resources/locales/zh-CN/common.json';
import zhFiles from '#resources/locales/zh-CN/files.json';
import zhImport from '#resources/locales/zh-CN/import.json';
import zhPipeline from '#resources/locales/zh-CN/pipeline.json';
import type { GridField } from '#shared/pipeline/model';
import type { ProblemCode } from '#shared/pipeline/read-cell';
import type { Language } from '#shared/workspace/model';
import type { ExportWords } from './export-view';

/** The words of the files that this room writes. */
export interface FileWords extends ExportWords {
  readonly headers: Readonly<Record<GridField, string>>;
  readonly line: string;
  readonly reason: string;
  /** File name, without extension, of an exported view. */
  readonly exportName: string;
  /** Added to the name of the file whose rejected rows are saved. */
  readonly rejectsSuffix: string;
  readonly problems: Readonly<Record<ProblemCode, string>>;
}

export function fileWords(language: Language): FileWords {
  const files = language === 'zh-CN' ? zhFiles : enFiles;
  const common = language === 'zh-CN' ? zhCommon : enCommon;
  const pipeline = language === 'zh-CN' ? zhPipeline : enPipeline;
  return {
    headers: { ...pipeline.field, stageEnteredAt: files.stageEntered },
    values: { ...common.stage, ...common.outcome },
    line: files.line,
    reason: files.reason,
    exportName: files.exportName,
    rejectsSuffix: files.rejectsSuffix,
    problems: (language === 'zh-CN' ? zhImport : enImport).problem,
  };
}
