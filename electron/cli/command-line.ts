import { parseArgs } from 'node:util';
import { languageOf } from '#electron/shell/app-settings';
import { languageSchema, type Language } from '#shared/workspace/model';
import {
  COMMANDS,
  COMMAND_SPECS,
  type CommandName,
  OPTIONS,
  type OptionName,
  type OptionSpec,
} from './commands';
import { UsageError } from './usage-error';

/** The options of one call, read by name. */
export class Options {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  flag(name: OptionName): boolean {
    return this.#values[name] === true;
  }

  /** The value as typed, or null when the option was not given. */
  raw(name: OptionName): string | null {
    const value = this.#values[name];
    return typeof value === 'string' ? value : null;
  }

  /** The value, or null when the option was not given. @throws UsageError when it is empty */
  text(name: OptionName): string | null {
    const value = this.raw(name);
    if (value?.trim() === '') throw new UsageError('emptyValue', { option: name });
    return value;
  }

  /** @throws UsageError when it was not given */
  required(name: OptionName): string {
    const value = this.text(name);
    if (value === null) throw new UsageError('missingOption', { option: name });
    return value;
  }

  /** All values of an option that may be repeated. */
  list(name: OptionName): string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  }

  /** A whole number. @throws UsageError when it is none or out of range */
  integer<T extends number | null>(name: OptionName, least: number, most: number, otherwise: T) {
    const value = this.text(name);
    if (value === null) return otherwise;
    const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most) return number;
    throw new UsageError('notInRange', { option: name, value, least, most });
  }

  /** One of a closed list of words. @throws UsageError when it is another */
  choice<T extends string>(name: OptionName, choices: readonly T[]): T | null {
    const value = this.text(name);
    if (value === null) return null;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw notAChoice(name, value, choices);
    return found;
  }

  /** An ISO day. @throws UsageError */
  day(name: OptionName): string | null {
    const value = this.text(name);
    if (value === null) return null;
    const date = new Date(`${value}T00:00:00Z`);
    const valid = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(date.getTime());
    if (valid && date.toISOString().startsWith(value)) return value;
    throw new UsageError('notADay', { option: name, value });
  }
}

/** The error for a word that is not one of those an option takes. */
export function notAChoice(
  option: OptionName,
  value: string,
  choices: readonly string[],
): UsageError {
  return new UsageError('notAChoice', { option, value, choices: choices.join(', ') });
}

/** A command line that has been understood. */
export type CommandLine =
  | { readonly kind: 'version' }
  | { readonly kind: 'help'; readonly command: CommandName | null }
  | {
      readonly kind: 'command';
      readonly command: CommandName;
      readonly options: Options;
      /** What is no option: files, or a document. */
      readonly words: readonly string[];
    };

/** Reads the words after `sandtable`. @throws UsageError */
export function readCommandLine(args: readonly string[]): CommandLine {
  const [first, ...rest] = args;
  if (first === undefined || first === '--help' || first === '-h') {
    return { kind: 'help', command: null };
  }
  if (first === '--version') return { kind: 'version' };
  const command = COMMANDS.find((name) => name === first);
  if (command === undefined) {
    const key = first.startsWith('-') ? 'commandFirst' : 'unknownCommand';
    throw new UsageError(key, { value: first, commands: COMMANDS.join(', ') });
  }
  const { values, positionals } = parse(command, rest);
  if (values['help'] === true) return { kind: 'help', command };
  const { least, most } = COMMAND_SPECS[command];
  if (positionals.length < least) throw new UsageError('missingWord', { command });
  if (positionals.length > most) {
    throw new UsageError('unexpectedWord', { command, value: positionals[most] ?? '' });
  }
  const options = new Options(values);
  options.choice('lang', languageSchema.options);
  return { kind: 'command', command, options, words: positionals };
}

function parse(command: CommandName, args: readonly string[]) {
  const config = COMMAND_SPECS[command].options.map((name) => {
    const { type, multiple = false }: OptionSpec = OPTIONS[name];
    return [name, { type, multiple }] as const;
  });
  try {
    return parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(config), help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw usageOf(error, command);
  }
}

/** Node's refusal of an option as a sentence of ours. */
function usageOf(error: unknown, command: CommandName): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  const option = /'(?:-\w, )?-{0,2}([^'\s=]+)[^']*'/.exec(error.message)?.[1] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return new UsageError('unknownOption', { command, option });
  }
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return new UsageError('badOptionValue', { option });
  }
  return error;
}

/**
 * Language and form of the answer, wanted even when the rest of the line cannot be read. Without `--lang` the
 * language is that of the environment.
 */
export function answerForm(
  args: readonly string[],
  locale: string,
): { language: Language; json: boolean } {
  const at = args.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const word = args[at];
  const asked = word?.includes('=') ? word.slice(word.indexOf('=') + 1) : args[at + 1];
  const named = at === -1 ? undefined : languageSchema.safeParse(asked);
  const language = named?.success ? named.data : languageOf(locale);
  return { language, json: args.includes('--json') };
}
