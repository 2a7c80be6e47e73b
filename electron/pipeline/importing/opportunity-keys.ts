import type { ReadTx } from '#electron/replica/transaction';
import { KEYS_OF, type MatchKey } from '#shared/pipeline/import-model';
import { normaliseWord } from '#shared/pipeline/import-values';
import type { Cell } from '#shared/pipeline/model';

type Values = Readonly<Record<string, Cell>>;

/** What two opportunities have in common when they are the same by a key; null = the key says nothing of this one. */
export function matchKeyOf(key: MatchKey, values: Values): string | null {
  switch (key) {
    case 'externalId':
      return filled(values['external_id']);
    case 'contractNo':
      return filled(values['contract_no']);
    case 'nameAccount': {
      const name = normaliseWord(String(values['name'] ?? ''));
      return name === '' ? null : `${name}\n${values['account_id'] ?? ''}`;
    }
    default:
      // Of other kinds of record.
      return null;
  }
}

function filled(value: Cell | undefined): string | null {
  return value === null || value === undefined || value === '' ? null : String(value);
}

interface Stored {
  readonly id: string;
  readonly name: string;
}

/** The opportunities of a pipeline by one key. */
class Keyed {
  /** Null where several share the key. */
  readonly #rows = new Map<string, Stored | null>();

  constructor(tx: ReadTx, key: MatchKey, pipelineId: string | null) {
    const rows = tx.iterate<Values & Stored>(
      `SELECT id, name, account_id, external_id, contract_no FROM opportunity
        WHERE pipeline_id = ? AND deleted_at IS NULL`,
      [pipelineId],
    );
    for (const row of rows) {
      const at = matchKeyOf(key, row);
      if (at === null) continue;
      this.#rows.set(at, this.#rows.has(at) ? null : { id: row.id, name: row.name });
    }
  }

  /** Undefined = there is none, null = there are several. */
  find(at: string): Stored | null | undefined {
    return this.#rows.get(at);
  }
}

/** Finds opportunities by the key that a person chose, and those that look like a new one by any other key. */
export class OpportunityKeys {
  readonly #chosen: MatchKey;
  readonly #read: (key: MatchKey) => Keyed;

  constructor(tx: ReadTx, pipelineId: string | null, chosen: MatchKey) {
    const known = new Map<MatchKey, Keyed>();
    this.#chosen = chosen;
    this.#read = (key) => {
      let keyed = known.get(key);
      if (keyed === undefined) known.set(key, (keyed = new Keyed(tx, key, pipelineId)));
      return keyed;
    };
  }

  existing(key: string): string | null {
    return this.#read(this.#chosen).find(key)?.id ?? null;
  }

  /** Whether several stored opportunities have the key, so that none can be meant. */
  isAmbiguous(key: string): boolean {
    return this.#read(this.#chosen).find(key) === null;
  }

  /** The name of a stored opportunity that a new one seems to be, by a key that was not chosen; null = none. */
  lookAlike(values: Values): string | null {
    for (const key of KEYS_OF.opportunity) {
      if (key === this.#chosen) continue;
      // Read before the first row of an import is written, whether this one has the key or not.
      const keyed = this.#read(key);
      const at = matchKeyOf(key, values);
      const found = at === null ? undefined : keyed.find(at);
      if (found !== undefined) return found?.name ?? String(values['name'] ?? '');
    }
    return null;
  }
}
