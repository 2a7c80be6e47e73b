import { type NamedField, namedField } from '#shared/pipeline/history-fields';
import type { ActionChange } from '#shared/workspace/model';

type Change = ActionChange['fields'][number];

/** What an action is told by: one field that it changed, and how many more there were. */
export interface MainChange {
  readonly field: NamedField;
  readonly was: Change['was'];
  readonly now: Change['now'];
  readonly more: number;
}

/** What follows from a new stage or outcome by itself and is not told. */
const FOLLOWS: ReadonlySet<NamedField> = new Set(['outcome', 'closedDay', 'lossReason']);

/** Chooses the field that tells most; null when only bookkeeping changed. */
export function mainChange({ fields }: ActionChange): MainChange | null {
  const named = fields.flatMap(({ field: column, was, now }) => {
    const field = namedField(column);
    return field === undefined ? [] : [{ field, was, now }];
  });
  const act =
    named.find(({ field }) => field === 'stage') ?? named.find(({ field }) => field === 'outcome');
  const rest = act === undefined ? named : named.filter(({ field }) => !FOLLOWS.has(field));
  const main = act ?? rest[0];
  if (main === undefined) return null;
  return { ...main, more: rest.filter((one) => one !== main).length };
}
