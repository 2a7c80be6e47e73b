import type { Query, ReadTx } from '#electron/replica/transaction';
import {
  answers,
  normaliseSearch,
  searchOfSortKey,
  searchWords,
} from '#shared/pipeline/search-text';
import type { AccountPick, OwnerPick, ProductPick } from '#shared/pipeline/model';
import { accountOf } from './rows';

type Reference = 'account_id' | 'owner_id' | 'product_id';

/** Ids that opportunities refer to: in one pipeline, and anywhere. */
interface Use {
  readonly here: ReadonlySet<string>;
  readonly anywhere: ReadonlySet<string>;
}

interface Remembered {
  readonly version: number;
  readonly uses: Map<string, Use>;
}
const remembered = new WeakMap<object, Remembered>();

/** Remembered until something is written: the accounts are asked for again with every letter of a search. */
function useOf(tx: ReadTx, column: Reference, pipelineId: string): Use {
  const version = tx.dataVersion;
  let known = remembered.get(tx);
  if (known?.version !== version) {
    known = { version, uses: new Map() };
    remembered.set(tx, known);
  }
  const key = `${column} ${pipelineId}`;
  let use = known.uses.get(key);
  if (!use) {
    use = readUse(tx, column, pipelineId);
    known.uses.set(key, use);
  }
  return use;
}

function readUse(tx: ReadTx, column: Reference, pipelineId: string): Use {
  const rows = tx.all<{ id: string; here: 0 | 1 }>(
    `SELECT ${column} AS id, max(pipeline_id = ?) AS here FROM opportunity
      WHERE ${column} IS NOT NULL AND deleted_at IS NULL GROUP BY ${column}`,
    [pipelineId],
  );
  return {
    here: new Set(rows.filter((row) => row.here === 1).map((row) => row.id)),
    anywhere: new Set(rows.map((row) => row.id)),
  };
}

/** Those of the pipeline and those that nobody uses yet come first; within both, the order stays. */
function placed<T extends { readonly id: string }>(
  rows: readonly T[],
  { here, anywhere }: Use,
): (T & { elsewhere: boolean })[] {
  return rows
    .map((row) => ({ ...row, elsewhere: anywhere.has(row.id) && !here.has(row.id) }))
    .toSorted((a, b) => Number(a.elsewhere) - Number(b.elsewhere));
}

export const owners: Query<{ pipelineId: string }, OwnerPick[]> = (tx, { pipelineId }) =>
  placed(
    tx.all<Omit<OwnerPick, 'elsewhere'>>(
      'SELECT id, name, team, region FROM owner WHERE deleted_at IS NULL ORDER BY pinyin, name',
    ),
    useOf(tx, 'owner_id', pipelineId),
  );

export const products: Query<{ pipelineId: string }, ProductPick[]> = (tx, { pipelineId }) =>
  placed(
    tx.all<Omit<ProductPick, 'elsewhere'>>(
      'SELECT id, name, family FROM product WHERE deleted_at IS NULL ORDER BY name',
    ),
    useOf(tx, 'product_id', pipelineId),
  );

/** Accounts whose name or short name holds all words of `search` (also by pinyin), in the order of names. */
export const accounts: Query<
  { pipelineId: string; search: string; limit: number },
  AccountPick[]
> = (tx, { pipelineId, search, limit }) => {
  const words = searchWords(search);
  const found = tx
    .all<{ id: string; pinyin: string; name: string; short: string | null }>(
      `SELECT id, name, short_name AS short, pinyin FROM account
        WHERE deleted_at IS NULL ORDER BY pinyin, name`,
    )
    .filter(({ name, short, pinyin }) => {
      const plain = normaliseSearch(`${name} ${short ?? ''}`);
      const text = { plain, pinyin: searchOfSortKey(pinyin).pinyin };
      return words.every((word) => answers(text, word));
    });
  return placed(found, useOf(tx, 'account_id', pipelineId))
    .slice(0, limit)
    .flatMap(({ id, elsewhere }) => {
      const account = accountOf(tx, id);
      return account === null ? [] : [{ ...account, elsewhere }];
    });
};
