import { shownCell } from '#electron/replica/shown';
import type { Cell } from '#shared/pipeline/model';
import type { ReadTx } from '#electron/replica/transaction';
import type { ReferenceKind } from '#shared/pipeline/import-fields';
import { looksLikeName, looksLikeNumber, normaliseWord } from '#shared/pipeline/import-values';
import type { CreatedCounts } from '#shared/pipeline/import-model';
import { ownText } from '#shared/pipeline/own-text';
import type { AlikeRecords } from './alike';

interface Named {
  readonly id: string;
  readonly external_id: string | null;
  readonly name: string;
}

/** A row that is not there, named by a record: it is made when the record is accepted. */
export interface Claim {
  readonly kind: keyof CreatedCounts;
  readonly id: string;
  readonly name: string;
  /** Its number in the system that the file comes from, where the file says nothing else of it. */
  readonly externalId: string | null;
}

const CLAIMABLE: readonly ReferenceKind[] = [
  'account',
  'owner',
  'product',
] satisfies Claim['kind'][];
const isClaimable = (kind: ReferenceKind): kind is Claim['kind'] => CLAIMABLE.includes(kind);

/** Keys to ids; null where two rows share the key. */
type Keys = Map<string, string | null>;

interface Directory {
  /** No row of the kind was there when the import began. */
  readonly empty: boolean;
  readonly byExternal: Keys;
  readonly names: Map<string, string>;
  byName: Keys | null;
}

function put(keys: Keys, key: string, id: string): void {
  const known = keys.get(key);
  keys.set(key, known === undefined || known === id ? id : null);
}

/**
 * Finds the rows that a file refers to: by external id, else by name, where case, spaces and signs do not count (a
 * pipeline says `GTXPro` where the product table says `GTX Pro`). Two rows under one key are no answer.
 */
export class References {
  readonly #tx: ReadTx;
  readonly #pipelineId: string | null;
  readonly #directories = new Map<ReferenceKind, Directory>();

  readonly #newId: (() => string) | null;
  readonly #alike: AlikeRecords;
  /** Claims by kind and normalised name, and those that have been made. */
  readonly #claims = new Map<string, Claim>();
  readonly #settled = new Set<Claim>();
  #ofRecord: Claim[] = [];

  /**
   * @param pipelineId where opportunities are looked for; null = in all pipelines
   * @param alike is asked for accounts that are not there under the name of the file
   * @param newId makes ids for accounts, owners and products that are not there; null = they stay unknown
   */
  constructor(
    tx: ReadTx,
    pipelineId: string | null,
    alike: AlikeRecords,
    newId: (() => string) | null,
  ) {
    this.#tx = tx;
    this.#alike = alike;
    this.#newId = newId;
    this.#pipelineId = pipelineId;
  }

  /** Finds rows of a kind: the id of the row that a text names, or null when there is none or more than one. */
  finder(kind: ReferenceKind): (text: string) => string | null {
    const found = new Map<string, string | null>();
    return (text) => {
      let id = found.get(text);
      if (id === undefined) {
        id = this.#look(kind, text);
        found.set(ownText(text), id);
      }
      return id ?? this.#likely(kind, text) ?? this.#claim(kind, text)?.id ?? null;
    };
  }

  /** The name of a row that was found. */
  nameOf(kind: ReferenceKind, id: string): string | null {
    return this.#directory(kind).names.get(id) ?? null;
  }

  /** {@link nameOf} as the person who imports is shown it. */
  shownNameOf(kind: ReferenceKind, id: string): Cell {
    return shownCell(this.#tx, kind, 'name', this.nameOf(kind, id));
  }

  /** The names of all rows of a kind that are there, as the person who imports is shown them. */
  names(kind: ReferenceKind): readonly string[] {
    const claimed = new Set([...this.#claims.values()].map(({ id }) => id));
    const all = [...this.#directory(kind).names].filter(([id]) => !claimed.has(id));
    return [...new Set(all.map(([, name]) => String(shownCell(this.#tx, kind, 'name', name))))];
  }

  /** A new record: what an earlier, refused one claimed is forgotten. */
  begin(): void {
    if (this.#ofRecord.length > 0) this.#ofRecord = [];
  }

  /** The record is accepted: the rows that it names and that are still to be made. */
  settle(): readonly Claim[] {
    if (this.#ofRecord.length === 0) return this.#ofRecord;
    const fresh = this.#ofRecord.filter((claim) => !this.#settled.has(claim));
    for (const claim of fresh) this.#settled.add(claim);
    return fresh;
  }

  /** The stored account that a name may mean by its likeness. */
  #likely(kind: ReferenceKind, text: string): string | null {
    if (kind !== 'account' || !looksLikeName(text) || this.#isAmbiguous(kind, text)) return null;
    return this.#alike.accountNamed(text);
  }

  /**
   * A number that is not among those that are there is a mistake; where none is there, it makes a row that is called by
   * it until the file of its kind comes.
   */
  #claim(kind: ReferenceKind, text: string): Claim | null {
    if (this.#newId === null || !isClaimable(kind) || this.#isAmbiguous(kind, text)) return null;
    const numbered = looksLikeNumber(text) && this.#directory(kind).empty;
    if (!numbered && !looksLikeName(text)) return null;
    const name = ownText(text);
    const key = numbered ? `${kind}\nnumber\n${text}` : `${kind}\n${normaliseWord(text)}`;
    const externalId = numbered ? name : null;
    const claim = this.#claims.get(key) ?? { kind, id: this.#newId(), name, externalId };
    this.#claims.set(key, claim);
    this.#directory(kind).names.set(claim.id, claim.name);
    if (!this.#ofRecord.includes(claim)) this.#ofRecord.push(claim);
    return claim;
  }

  /** Whether the text means rows that are there, but more than one. */
  #isAmbiguous(kind: ReferenceKind, text: string): boolean {
    const { byExternal, byName } = this.#directory(kind);
    return (
      byExternal.has(text) ||
      byName?.has(text) === true ||
      byName?.has(normaliseWord(text)) === true
    );
  }

  #look(kind: ReferenceKind, text: string): string | null {
    const directory = this.#directory(kind);
    const byExternal = directory.byExternal.get(text);
    if (byExternal !== undefined) return byExternal;
    directory.byName ??= keysByName(directory.names);
    return directory.byName.get(text) ?? directory.byName.get(normaliseWord(text)) ?? null;
  }

  #directory(kind: ReferenceKind): Directory {
    const known = this.#directories.get(kind);
    if (known) return known;
    const inPipeline = kind === 'opportunity' && this.#pipelineId !== null;
    const rows = this.#tx.all<Named>(
      `SELECT id, external_id, name FROM ${kind} WHERE deleted_at IS NULL
        ${inPipeline ? 'AND pipeline_id = ?' : ''}`,
      inPipeline ? [this.#pipelineId] : [],
    );
    const directory: Directory = {
      empty: rows.length === 0,
      byExternal: new Map(),
      names: new Map(),
      byName: null,
    };
    for (const row of rows) {
      if (row.external_id !== null) put(directory.byExternal, row.external_id, row.id);
      directory.names.set(row.id, row.name);
    }
    this.#directories.set(kind, directory);
    return directory;
  }
}

/** Exact names win over names that only look alike once spaces and signs are gone. */
function keysByName(names: ReadonlyMap<string, string>): Keys {
  const exact: Keys = new Map();
  const loose: Keys = new Map();
  for (const [id, name] of names) {
    put(exact, name, id);
    put(loose, normaliseWord(name), id);
  }
  for (const [key, id] of loose) if (!exact.has(key)) exact.set(key, id);
  return exact;
}
