import { type Column, type Value, writeWorkbook } from '#electron/pipeline/index';
import type { DocumentText } from '#shared/composer/text';
import { formatAmountMinor } from '#shared/format';
import type { AllocationPlan, AllocationProblem } from '#shared/sandbox/allocation/model';
import type { Language } from '#shared/workspace/model';

/** Spreadsheets allow 31 characters, and none of these. */
const SHEET_NAME = 31;
const NOT_IN_SHEET_NAME = /[[\]:*?/\\\p{Cc}]/gu;

interface PickListWords {
  readonly language: Language;
  /** Texts of `allocation.json`. */
  readonly text: DocumentText;
  /** Name of the sheet about the file. */
  readonly about: string;
}

/**
 * Writes pick lists as a workbook, whole or not at all: a sheet for each sending store with one row a batch to take, and a sheet
 * about the plan.
 * @returns how many sending stores there are
 */
export function writePickLists(
  target: string,
  plan: AllocationPlan,
  problem: AllocationProblem,
  { language, text, about }: PickListWords,
): number {
  const stores = new Map(problem.stores.map((one) => [one.id, one.name]));
  const skus = new Map(problem.skus.map((one) => [one.id, one]));
  const column = (name: string, kind: Column['kind']): Column => ({
    header: text(`column.${name}`),
    kind,
  });
  const columns: Column[] = [
    column('to', 'text'),
    column('sku', 'text'),
    column('name', 'text'),
    column('lots', 'count'),
    column('units', 'count'),
    column('unit', 'text'),
    column('batch', 'text'),
    column('batchUnits', 'count'),
    column('arrival', 'day'),
    column('picked', 'text'),
  ];
  const named = (id: string): string => {
    const name = stores.get(id) ?? id;
    return name === id ? id : `${id} ${name}`;
  };
  const senders = [...new Set(plan.moves.map(({ from }) => from))];
  const taken = new Set([about.toLowerCase()]);
  const first = senders[0];
  const start = first === undefined ? text('noMoves') : sheetName(named(first), taken);
  writeWorkbook(target, columns, { sheet: start, about, digits: 2 }, (output) => {
    for (const [at, from] of senders.entries()) {
      if (at > 0) output.table(sheetName(named(from), taken), columns);
      for (const move of plan.moves) {
        if (move.from !== from) continue;
        const sku = skus.get(move.sku);
        for (const [batch, { quantity, expiryDay }] of move.batches.entries()) {
          // The whole of a transfer stands in its first row, so that columns can be summed.
          const whole: Value[] = batch === 0 ? [move.lots, move.units] : [null, null];
          output.row([
            named(move.to),
            move.sku,
            sku?.name ?? '',
            ...whole,
            sku?.unit ?? '',
            expiryDay ?? text('never'),
            quantity,
            move.arrivalDay,
            null,
          ]);
        }
      }
    }
    output.finish(aboutLines(plan, language, text));
  });
  return senders.length;
}

function aboutLines(
  plan: AllocationPlan,
  language: Language,
  text: DocumentText,
): [string, Value][] {
  const amount = (minor: number): string =>
    formatAmountMinor(Math.round(minor), plan.currency, language);
  const { p5Minor, p95Minor } = plan.savedRange;
  return [
    [text('about.what'), text('about.whatText')],
    [text('about.day'), plan.day],
    [text('about.horizon'), plan.horizonDays],
    [text('about.moves'), plan.moves.length],
    [text('about.transport'), amount(plan.transportMinor + plan.fixedMinor)],
    [text('about.saved'), amount(plan.savedMinor)],
    [text('about.savedRange'), `${amount(p5Minor)} … ${amount(p95Minor)}`],
    [text('about.atMost'), amount(plan.savedAtMostMinor)],
    [text('about.seed'), plan.seed],
    [text('about.caution'), text('about.cautionText')],
  ];
}

/** A name that a sheet may have and no other has yet. */
function sheetName(name: string, taken: Set<string>): string {
  const plain =
    name
      .replaceAll(NOT_IN_SHEET_NAME, ' ')
      .replaceAll(/^'+|'+$/g, '')
      .trim() || '-';
  for (let copy = 1; ; copy++) {
    const ending = copy === 1 ? '' : ` (${copy})`;
    const own = [...plain].slice(0, SHEET_NAME - ending.length).join('') + ending;
    if (taken.has(own.toLowerCase())) continue;
    taken.add(own.toLowerCase());
    return own;
  }
}
