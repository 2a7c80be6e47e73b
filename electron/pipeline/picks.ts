import type { Query, ReadTx } from '#electron/replica/transaction';
import {
  answers,
  normaliseSearch,
  searchOfSortKey,
  searchWords,
} from '#shared/pipeline/search-text';
import type { AccountPick, OwnerPick, ProductPick } from '#shared/pipeline/model';
import { gridOf } from './grid/view';
import { accountOf } from './rows';
import { newestChange, opportunitiesChangedIn } from './since';

type Reference = 'account_id' | 'owner_id' | 'product_id';

/** What opportunities of other pipelines refer to, as of an entry of the change log. */
interface Elsewhere {
  readonly ids: ReadonlySet<string>;
  readonly seq: number;
}
const remembered = new WeakMap<object, Map<string, Elsewhere>>();

/** Remembered until a reference changes: accounts are asked for again with every letter of a search. */
function usedElsewhere(tx: ReadTx, column: Reference, pipelineId: string): ReadonlySet<string> {
  const all = remembered.get(tx) ?? new Map<string, Elsewhere>();
  remembered.set(tx, all);
  const key = `${column} ${pipelineId} ${tx.scope?.key ?? ''}`;
  const known = all.get(key);
  const seq = newestChange(tx);
  const isCurrent = known !== undefined && !opportunitiesChangedIn(tx, column, known.seq);
  const ids = isCurrent ? known.ids : readElsewhere(tx, column, pipelineId);
  all.set(key, { ids, seq });
  return ids;
}

function readElsewhere(tx: ReadTx, column: Reference, pipelineId: string): ReadonlySet<string> {
  const rows = tx.all<{ id: string }>(
    `SELECT DISTINCT ${column} AS id FROM opportunity WHERE ${column} IS NOT NULL AND deleted_at IS NULL
      AND pipeline_id IN (SELECT id FROM pipeline WHERE id <> ?)`,
    [pipelineId],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Those of the pipeline and those that nobody uses yet come first; within both, the order stays. */
function placed<T extends { readonly id: string }>(
  tx: ReadTx,
  rows: readonly T[],
  column: Reference,
  pipelineId: string,
): (T & { elsewhere: boolean })[] {
  const others = usedElsewhere(tx, column, pipelineId);
  const { columns, names } = gridOf(tx).named(tx, pipelineId);
  const [dictionary, codes] = {
    account_id: [names.account, columns.account] as const,
    owner_id: [names.owner, columns.owner] as const,
    product_id: [names.product, columns.product] as const,
  }[column];
  const here = columns.codesOf(codes);
  return rows
    .map((row) => ({ ...row, elsewhere: others.has(row.id) && !here.has(dictionary.code(row.id)) }))
    .toSorted((a, b) => Number(a.elsewhere) - Number(b.elsewhere));
}

export const owners: Query<{ pipelineId: string }, OwnerPick[]> = (tx, { pipelineId }) =>
  placed(
    tx,
    tx.all<Omit<OwnerPick, 'elsewhere'>>(
      'SELECT id, name, team, region FROM owner WHERE deleted_at IS NULL ORDER BY pinyin, name',
    ),
    'owner_id',
    pipelineId,
  );

export const products: Query<{ pipelineId: string }, ProductPick[]> = (tx, { pipelineId }) =>
  placed(
    tx,
    tx.all<Omit<ProductPick, 'elsewhere'>>(
      'SELECT id, name, family FROM product WHERE deleted_at IS NULL ORDER BY name',
    ),
    'product_id',
    pipelineId,
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
  return placed(tx, found, 'account_id', pipelineId)
    .slice(0, limit)
    .flatMap(({ id, elsewhere }) => {
      const account = accountOf(tx, id);
      return account === null ? [] : [{ ...account, elsewhere }];
    });
};
