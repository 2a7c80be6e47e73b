/** Columns of an opportunity's change log that have a name for people (`pipeline:history.field`); others are bookkeeping. */
const NAMED_FIELDS = [
  'name',
  'accountId',
  'ownerId',
  'productId',
  'contactId',
  'region',
  'stage',
  'outcome',
  'amountMinor',
  'discountBp',
  'openedDay',
  'expectedCloseDay',
  'closedDay',
  'needSummary',
  'contractNo',
  'lossReason',
] as const;
export type NamedField = (typeof NAMED_FIELDS)[number];

/** The field of a column, written `owner_id`, `ownerId` or, where the name stands for the id, `ownerName`. */
export function namedField(column: string): NamedField | undefined {
  const camel = column.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  const ofName = camel.replace(/Name$/, 'Id');
  return NAMED_FIELDS.find((name) => name === camel || name === ofName);
}
