import { restore } from '../csv-safe';
import { parseAmount } from '../parse-amount';
import { parseDay } from '../parse-day';
import { readStage } from '../read-cell';
import type { TransitionTarget } from '../stages';
import type { ChangedField, RefusalCode, SheetField, SheetPatch } from './model';

/** What a pasted cell wants: fields, a step in the process, nothing, or it cannot be read. */
export type TextReading =
  | {
      readonly ok: true;
      readonly patch: SheetPatch;
      readonly to: TransitionTarget | null;
    }
  | { readonly ok: false; readonly code: RefusalCode };

/** What reading depends on. */
export interface ReadingContext {
  /** ISO 4217. */
  readonly currency: string;
  /** Ids of the owners of each name, as {@link ownerKey} writes it. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
}

/** The field of an opportunity that a column of the sheet writes. */
export const WRITES: Readonly<Record<SheetField, ChangedField>> = {
  name: 'name',
  stage: 'stage',
  amountMinor: 'amountMinor',
  ownerName: 'ownerId',
  expectedCloseDay: 'expectedCloseDay',
};

const MAX_NAME = 200;
/** No value of a stage or an amount is longer; longer texts are not looked at. */
const MAX_SHORT = 100;

/** A person's name as it is compared: NFKC, without spaces. */
export function ownerKey(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
}

const patch = (fields: SheetPatch): TextReading => ({ ok: true, patch: fields, to: null });
const wrong = (code: RefusalCode): TextReading => ({ ok: false, code });

/**
 * Reads a pasted cell as a person writes it: `120万`, `2026年11月23日`, a stage or outcome in either language, the name of
 * an owner. An empty cell clears, except a name and a stage. The apostrophe that protects formula-like texts is taken off.
 */
export function readText(field: SheetField, pasted: string, context: ReadingContext): TextReading {
  const text = restore(pasted).trim();
  if (/[\0\uFFFD]/.test(text)) return wrong('unreadableCharacters');
  if (field === 'name') return readName(text);
  if (text.length > MAX_SHORT) return wrong('tooLong');
  switch (field) {
    case 'stage':
      return readStep(text);
    case 'amountMinor': {
      if (text === '') return patch({ amountMinor: null });
      const read = parseAmount(text, context.currency);
      if (!read.ok) return wrong(read.problem);
      return read.minor < 0 ? wrong('negative') : patch({ amountMinor: read.minor });
    }
    case 'ownerName': {
      if (text === '') return patch({ ownerId: null });
      const [id, ...more] = context.owners.get(ownerKey(text)) ?? [];
      if (id === undefined) return wrong('unknownOwner');
      return more.length > 0 ? wrong('ambiguousOwner') : patch({ ownerId: id });
    }
    case 'expectedCloseDay': {
      if (text === '') return patch({ expectedCloseDay: null });
      const read = parseDay(text);
      return read.ok ? patch({ expectedCloseDay: read.day }) : wrong(read.problem);
    }
  }
}

function readName(text: string): TextReading {
  // A name is one line: a line break in a pasted cell becomes a space.
  const name = text.replaceAll(/\s*[\r\n]+\s*/g, ' ');
  if (name === '') return wrong('required');
  return name.length > MAX_NAME ? wrong('tooLong') : patch({ name });
}

function readStep(text: string): TextReading {
  if (text === '') return wrong('required');
  const read = readStage(text);
  if (!read.ok) return wrong('unknownStage');
  const { stage, outcome } = read.value;
  const to = outcome !== null ? { outcome } : stage !== null ? { stage } : null;
  return to === null ? wrong('unknownStage') : { ok: true, patch: {}, to };
}
