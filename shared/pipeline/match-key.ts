import { type ColumnMapping, type ImportPlan, KEYS_OF, type MatchKey } from './import-model';

/** The fields that a key is made of. */
const NEEDS: Readonly<Record<MatchKey, readonly string[]>> = {
  externalId: ['externalId'],
  nameAccount: ['name', 'accountRef'],
  contractNo: ['contractNo'],
  name: ['name'],
  taxId: ['taxId'],
  email: ['email'],
};

/** Whether a file has all columns of a key. */
export function hasKey(mapping: ColumnMapping, key: MatchKey): boolean {
  return NEEDS[key].every((field) => mapping[field] !== undefined);
}

/**
 * The key by which stored records are found when nobody chose one: the wanted one if the file has its columns, else the
 * first that it has. A new pipeline holds none to be found, and two deals may have one name: its rows are all added, as
 * without any key; accounts and contacts go by name then.
 */
export function usableKey(
  { kind, mapping, pipeline }: Pick<ImportPlan, 'kind' | 'mapping' | 'pipeline'>,
  wanted: MatchKey,
): MatchKey {
  if (kind !== 'opportunity' || hasKey(mapping, wanted)) return wanted;
  if (pipeline?.kind === 'new') return 'externalId';
  return KEYS_OF.opportunity.find((key) => hasKey(mapping, key)) ?? 'externalId';
}
