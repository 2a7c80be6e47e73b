/** The text grammar: `[a|b|c]` picks one alternative (may be nested or empty), `{slot}` asks the context for a value. */
import type { Random } from '../../random.ts';

export type Slots = (name: string) => string;

/**
 * Expands a template. Every `[…]` is drawn anew. A slot asked for twice in one text has one value if the context
 * keeps it. Throws on an unbalanced bracket, so that a broken template cannot reach the data.
 */
export function expand(template: string, slots: Slots, random: Random): string {
  let at = 0;
  const sequence = (nested: boolean): string[] => {
    const options: string[] = [''];
    const append = (text: string): void => {
      options[options.length - 1] += text;
    };
    while (at < template.length) {
      const character = template[at] ?? '';
      at += 1;
      if (character === '[') {
        append(random.pick(sequence(true)));
      } else if (character === ']' && nested) {
        return options;
      } else if (character === '|' && nested) {
        options.push('');
      } else if (character === '{') {
        const close = template.indexOf('}', at);
        if (close < 0) throw new Error(`unclosed slot in template: ${template}`);
        append(slots(template.slice(at, close)));
        at = close + 1;
      } else {
        append(character);
      }
    }
    if (nested) throw new Error(`unclosed bracket in template: ${template}`);
    return options;
  };
  return spaced(sequence(false)[0] ?? '');
}

/** One half-width space between Chinese characters and Latin letters or digits, as careful people write. */
function spaced(text: string): string {
  return text
    .replaceAll(/([\u4e00-\u9fff])([A-Za-z])/g, '$1 $2')
    .replaceAll(/([A-Za-z])([\u4e00-\u9fff])/g, '$1 $2');
}
