import type { ImportField } from './import-fields';
import { headerUnit, stageWords } from './import-fields';
import type { ImportProblem } from './import-model';
import type { StageValue } from './import-values';
import { normaliseWord } from './import-values';
import { ownText } from './own-text';
import { foreignCurrency } from './currency';
import { parseAmount } from './parse-amount';
import { type DayOrder, parseDay, parseInstant } from './parse-day';

export type ProblemCode = ImportProblem['code'];

/** A read cell: its value, or what is wrong. References and stages are looked at later, in their context. */
export type CellReading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ProblemCode };

const fine = <T>(value: T): CellReading<T> => ({ ok: true, value });
const wrong = (problem: ProblemCode): { ok: false; problem: ProblemCode } => ({
  ok: false,
  problem,
});

/** A minus before a figure, as it is typed or as it is typeset (U+2212). */
const NEGATIVE = /^[-\u2212]\d/;
const INTEGER = /^(?:\d+|\d{1,3}(?:,\d{3})+)$/;
const NUMBER = /^[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e[-+]?\d{1,3})?$/i;
const PERCENT = /^(\d{1,3})(?:\.(\d{1,2})0*)?\s*%?$/;
const MAX_REMEMBERED = 10_000;

function readInteger(text: string): CellReading<number> {
  const plain = text.normalize('NFKC');
  if (NEGATIVE.test(plain)) return wrong('negative');
  if (!INTEGER.test(plain)) return wrong('notANumber');
  const value = Number(plain.replaceAll(',', ''));
  return value <= 1e12 ? fine(value) : wrong('outOfRange');
}

function numberReader(min: number, max: number): (text: string) => CellReading<number> {
  return (text) => {
    const plain = text.normalize('NFKC').replace('\u2212', '-');
    if (!NUMBER.test(plain)) return wrong('notANumber');
    const value = Number(plain.replaceAll(',', ''));
    if (value < 0 && min >= 0) return wrong('negative');
    return value >= min && value <= max ? fine(value) : wrong('outOfRange');
  };
}

/** Percent off list as basis points: `12.5` → 1250. */
function readPercent(text: string): CellReading<number> {
  const plain = text.normalize('NFKC');
  if (NEGATIVE.test(plain)) return wrong('negative');
  const match = PERCENT.exec(plain);
  if (!match) return wrong(/^\d+\.\d+\s*%?$/.test(plain) ? 'tooPrecise' : 'notANumber');
  const value = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return value <= 10_000 ? fine(value) : wrong('outOfRange');
}

function amountReader(currency: string, header: string): (text: string) => CellReading<number> {
  const unit = headerUnit(header);
  return (text) => {
    // A unit in the cell itself is stronger than the one in the header.
    const scaled = unit !== '' && /\d\s*$/.test(text) ? text + unit : text;
    const read = parseAmount(scaled, currency);
    if (!read.ok) {
      const isForeign = read.problem === 'notANumber' && foreignCurrency(text, currency) !== null;
      return wrong(isForeign ? 'otherCurrency' : read.problem);
    }
    return read.minor < 0 ? wrong('negative') : fine(read.minor);
  };
}

/** Files repeat their few days and words: the same text is read once. */
function remembering<T>(read: (text: string) => CellReading<T>): (text: string) => CellReading<T> {
  const known = new Map<string, CellReading<T>>();
  return (text) => {
    let reading = known.get(text);
    if (reading === undefined) {
      reading = read(text);
      if (known.size < MAX_REMEMBERED) known.set(ownText(text), reading);
    }
    return reading;
  };
}

/**
 * How the non-empty cells of one field are read.
 *
 * @param currency ISO 4217, for amounts
 * @param header the column's header: it may promise a unit, as in 金额（万元）
 * @param order how days are read that could be two
 */
export function cellReader(
  field: ImportField,
  currency: string,
  header: string,
  order?: DayOrder,
): (text: string) => CellReading<string | number> {
  const { type } = field;
  switch (type.kind) {
    case 'text':
      return (text) => {
        if (/[\0\uFFFD]/.test(text)) return wrong('unreadableCharacters');
        return text.length <= type.max ? fine(text) : wrong('tooLong');
      };
    case 'amount':
      return amountReader(currency, header);
    case 'integer':
      return readInteger;
    case 'number':
      return numberReader(type.min, type.max);
    case 'percent':
      return remembering(readPercent);
    case 'day':
      return remembering((text) => {
        const read = parseDay(text, order);
        return read.ok ? fine(read.day) : wrong(read.problem);
      });
    case 'instant':
      return (text) => {
        const read = parseInstant(text, order);
        return read.ok ? fine(read.at) : wrong(read.problem);
      };
    case 'values':
      return remembering((text) => {
        const value = type.words.get(normaliseWord(text));
        return value === undefined ? wrong('unknownValue') : fine(value);
      });
    case 'stage':
    case 'reference':
      return fine;
  }
}

/** What a word in a stage column says. */
export const readStage: (text: string) => CellReading<StageValue> = remembering((text) => {
  const value = stageWords.get(normaliseWord(text));
  return value === undefined ? wrong('unknownValue') : fine(value);
});
