import { textsOf } from '#electron/shell/texts';
import enAllocation from '#resources/locales/en/allocation.json';
import zhAllocation from '#resources/locales/zh-CN/allocation.json';
import en from '#resources/locales/en/cli.json';
import enErrors from '#resources/locales/en/errors.json';
import zh from '#resources/locales/zh-CN/cli.json';
import enRights from '#resources/locales/en/rights.json';
import zhErrors from '#resources/locales/zh-CN/errors.json';
import zhRights from '#resources/locales/zh-CN/rights.json';
import enSandbox from '#resources/locales/en/sandbox.json';
import zhSandbox from '#resources/locales/zh-CN/sandbox.json';
import { fillPlaces, type DocumentText } from '#shared/composer/text';
import type { ErrorCode, ErrorDetails } from '#shared/errors';
import { refusalWords } from '#shared/governance/rights/words';
import type { Language } from '#shared/workspace/model';

/** The texts of the command line, in one language. */
export function cliText(language: Language): DocumentText {
  return textsOf(language === 'zh-CN' ? zh : en);
}

/** The sandbox's sentences, the same as on its page. */
export function sandboxText(language: Language): DocumentText {
  return textsOf(language === 'zh-CN' ? zhSandbox : enSandbox);
}

/** Errors with a sentence of the command line's own: another way out is open here than in the window. */
const OWN: ReadonlySet<ErrorCode> = new Set([
  'FILE_EXISTS',
  'INTERNAL',
  'KEY_REQUIRED',
  'KEY_UNAVAILABLE',
  'KEY_WRONG',
  'NOT_FOUND',
  'REPLICA_DAMAGED',
]);

/** The sentence of an error, with the facts that it has places for. */
export function errorText(language: Language, code: ErrorCode, details: ErrorDetails): string {
  const { keyFile, fileName } = details;
  if (typeof keyFile === 'string') {
    return cliText(language)(`keyFile.${keyFile}`, { file: String(fileName ?? '') });
  }
  if (OWN.has(code)) return cliText(language)(`failure.${code}`);
  const sentence = (language === 'zh-CN' ? zhErrors : enErrors)[code];
  const rights = textsOf(language === 'zh-CN' ? zhRights : enRights);
  const words =
    code === 'FORBIDDEN'
      ? { ...details, ...refusalWords(details, rights) }
      : code.startsWith('ALLOCATION_')
        ? { ...details, ...allocationWords(language, details) }
        : details;
  return fillPlaces(sentence, (name) => String(words[name] ?? ''));
}

/** What is wrong with the data or a lock of an allocation, as the sentence says it. */
function allocationWords(language: Language, { problem, reason }: ErrorDetails): ErrorDetails {
  const text = textsOf(language === 'zh-CN' ? zhAllocation : enAllocation);
  return {
    ...(typeof problem === 'string' ? { problem: text(`problem.${problem}`) } : {}),
    ...(typeof reason === 'string' ? { reason: text(`lock.${reason}`) } : {}),
  };
}
