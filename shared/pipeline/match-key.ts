import {
  type ColumnMapping,
  type ImportKind,
  isKeyed,
  KEYS_OF,
  type MatchKey,
} from './import-model';

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
 * first that it has. Without any, the external id, by which none is found; accounts and contacts go by name then.
 */
export function usableKey(kind: ImportKind, mapping: ColumnMapping, wanted: MatchKey): MatchKey {
  if (kind !== 'opportunity' || hasKey(mapping, wanted)) return wanted;
  const keys: readonly MatchKey[] = isKeyed(kind) ? KEYS_OF[kind] : [];
  return keys.find((key) => hasKey(mapping, key)) ?? 'externalId';
}
