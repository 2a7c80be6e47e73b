import { textsOf } from '#electron/shell/texts';
import enCommon from '#resources/locales/en/common.json';
import enFiles from '#resources/locales/en/files.json';
import enImport from '#resources/locales/en/import.json';
import enPipeline from '#resources/locales/en/pipeline.json';
import zhCommon from '#resources/locales/zh-CN/common.json';
import zhFiles from '#resources/locales/zh-CN/files.json';
import zhImport from '#resources/locales/zh-CN/import.json';
import zhPipeline from '#resources/locales/zh-CN/pipeline.json';
import type { DocumentText } from '#shared/composer/text';
import type { GridField } from '#shared/pipeline/model';
import type { Language } from '#shared/workspace/model';
import type { ProblemWords } from './importing/problem-text';
import type { RejectsInput } from './importing/rejects';
import type { KeptFile } from './importing/revert/save-kept';

/** The words of the files that this room writes. */
export interface FileWords {
  readonly headers: Readonly<Record<GridField, string>>;
  /** Labels of stages and outcomes by code. */
  readonly values: Readonly<Record<string, string>>;
  /** File name, without extension, of an exported view. */
  readonly exportName: string;
  /** Added to the name of the file whose rejected rows are saved. */
  readonly rejectsSuffix: string;
  readonly problems: ProblemWords;
  /** Words of a file of rejected rows. */
  readonly rejects: RejectsInput['words'];
  /** Words of a file of records that a revert keeps. */
  readonly kept: KeptFile['words'] & { readonly suffix: string };
  /** Names of the sheets of an exported workbook. */
  readonly sheets: { readonly sheet: string; readonly about: string };
  /** Labels of the lines about an export. */
  readonly about: (typeof zhFiles)['about'];
  /** What stands for CNY beside an amount. */
  readonly yuan: string;
  /** Texts under `pipeline:`. */
  readonly text: DocumentText;
}

export function fileWords(language: Language): FileWords {
  const files = language === 'zh-CN' ? zhFiles : enFiles;
  const common = language === 'zh-CN' ? zhCommon : enCommon;
  const pipeline = language === 'zh-CN' ? zhPipeline : enPipeline;
  const texts = language === 'zh-CN' ? zhImport : enImport;
  return {
    headers: pipeline.field,
    values: { ...common.stage, ...common.outcome },
    exportName: files.exportName,
    rejectsSuffix: files.rejectsSuffix,
    problems: texts.problem,
    rejects: {
      line: files.line,
      reason: files.reason,
      sheet: files.rejectsSuffix,
      about: files.sheets.about,
      how: files.rejectsHow,
      problems: texts.problem,
    },
    kept: {
      suffix: files.kept.suffix,
      entity: texts.kept.entity,
      reason: texts.kept.reason,
      header: {
        ...texts.kept.header,
        by: files.kept.by,
        at: files.kept.at,
        neededBy: files.kept.neededBy,
      },
    },
    sheets: files.sheets,
    about: files.about,
    yuan: files.yuan,
    text: textsOf(pipeline),
  };
}
