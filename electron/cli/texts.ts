import { textsOf } from '#electron/shell/texts';
import en from '#resources/locales/en/cli.json';
import enErrors from '#resources/locales/en/errors.json';
import zh from '#resources/locales/zh-CN/cli.json';
import zhErrors from '#resources/locales/zh-CN/errors.json';
import type { DocumentText } from '#shared/composer/text';
import type { ErrorCode } from '#shared/errors';
import type { Language } from '#shared/workspace/model';

/** The texts of the command line, in one language. */
export function cliText(language: Language): DocumentText {
  return textsOf(language === 'zh-CN' ? zh : en);
}

/** The sentence of an error: the command line's own where another way out is open there than in the window. */
export function errorText(language: Language, code: ErrorCode): string {
  const own: Readonly<Record<string, string>> = (language === 'zh-CN' ? zh : en).failure;
  return own[code] ?? (language === 'zh-CN' ? zhErrors : enErrors)[code];
}
