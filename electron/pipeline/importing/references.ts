import type { ReadTx } from '#electron/replica/transaction';
import type { ReferenceKind } from '#shared/pipeline/import-fields';
import { normaliseWord } from '#shared/pipeline/import-values';

interface Named {
  readonly id: string;
  readonly external_id: string | null;
  readonly name: string;
}

/** Keys to ids; null where two rows share the key. */
type Keys = Map<string, string | null>;

interface Directory {
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
  readonly #found = new Map<ReferenceKind, Map<string, string | null>>();

  /** @param pipelineId where opportunities are looked for; null = in all pipelines */
  constructor(tx: ReadTx, pipelineId: string | null) {
    this.#tx = tx;
    this.#pipelineId = pipelineId;
  }

  /** The id of the row that `text` names, or null when there is none or more than one. */
  find(kind: ReferenceKind, text: string): string | null {
    let found = this.#found.get(kind);
    if (!found) {
      found = new Map();
      this.#found.set(kind, found);
    }
    let id = found.get(text);
    if (id === undefined) {
      id = this.#look(kind, text);
      found.set(text, id);
    }
    return id;
  }

  /** The name of a row that was found. */
  nameOf(kind: ReferenceKind, id: string): string | null {
    return this.#directory(kind).names.get(id) ?? null;
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
    const directory: Directory = { byExternal: new Map(), names: new Map(), byName: null };
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
