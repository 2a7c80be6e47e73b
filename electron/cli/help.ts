import type { DocumentText } from '#shared/composer/text';
import { COMMANDS, COMMAND_SPECS, type CommandName, OPTIONS, type OptionSpec } from './commands';
import { alignRows } from './output';

/** The help of the whole, or of one command. */
export function helpLines(command: CommandName | null, text: DocumentText): string[] {
  return command === null ? wholeHelp(text) : commandHelp(command, text);
}

function wholeHelp(text: DocumentText): string[] {
  const rows = COMMANDS.map((name) => [
    `  sandtable ${name} ${COMMAND_SPECS[name].words}`.trimEnd(),
    text(`summary.${name}`),
  ]);
  return [
    text('help.product'),
    '',
    text('help.usage', { line: 'sandtable COMMAND [OPTION…]' }),
    '',
    ...alignRows(rows, [false, false]),
    '',
    text('help.more'),
    text('help.passphrase'),
    text('help.exitCodes'),
  ];
}

function commandHelp(command: CommandName, text: DocumentText): string[] {
  const { words, options } = COMMAND_SPECS[command];
  const rows = options.map((name) => {
    const { value, multiple }: OptionSpec = OPTIONS[name];
    const shown = value === undefined ? `  --${name}` : `  --${name} ${value}`;
    return [multiple === true ? `${shown} …` : shown, text(`option.${name}`)];
  });
  const line = `sandtable ${command} ${words}`.trimEnd();
  return [
    text('help.usage', { line: `${line} [OPTION…]` }),
    text(`summary.${command}`),
    '',
    ...alignRows(rows, [false, false]),
  ];
}
