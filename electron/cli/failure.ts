import { type ErrorDetails, type Failure, toFailure } from '#shared/errors';
import type { Language } from '#shared/workspace/model';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes';
import { cliText, errorText } from './texts';
import { UsageError } from './usage-error';

/** A failure as the command ends with it: data for programs, a sentence for people, a number for both. */
export interface EndedBadly {
  readonly exitCode: ExitCode;
  readonly sentence: string;
  readonly error: Failure;
}

/** Whatever was thrown, as the end of a command. `message` of the data is the sentence, in the chosen language. */
export function endedBadly(thrown: unknown, language: Language): EndedBadly {
  if (thrown instanceof UsageError) {
    const sentence = cliText(language)(`usage.${thrown.key}`, thrown.values);
    const details = { usage: thrown.key, ...thrown.values };
    return {
      exitCode: EXIT.usage,
      sentence,
      error: { code: 'BAD_INPUT', message: sentence, details },
    };
  }
  const { code, details } = toFailure(thrown);
  const sentence = errorText(language, code, details) + factsText(details, language);
  return {
    exitCode: exitCodeOf(code),
    sentence,
    error: { code, message: sentence, details },
  };
}

/** What is known about the case, in brackets after the sentence. */
function factsText(details: ErrorDetails, language: Language): string {
  // What is wrong with a key file is a sentence that names it.
  if ('keyFile' in details) return '';
  const facts = Object.entries(details).filter(([, value]) => value !== null && value !== '');
  if (facts.length === 0) return '';
  const text = facts
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join('; ');
  return language === 'zh-CN' ? `（${text}）` : ` (${text})`;
}
