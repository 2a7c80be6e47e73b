import { SandtableError } from '#shared/errors';

/** Files that the person picked or dropped, by an opaque token: the page never sees or sends a path. */
export class FileTokens {
  #paths = new Map<string, string>();
  #newId: () => string;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** Remembers a path for as long as the process lives. */
  register(path: string): string {
    const token = this.#newId();
    this.#paths.set(token, path);
    return token;
  }

  /** The path behind a token. Throws `FILE_NOT_FOUND` for a token that was never given out. */
  resolve(token: string): string {
    const path = this.#paths.get(token);
    if (path === undefined) throw new SandtableError('FILE_NOT_FOUND', 'unknown file token');
    return path;
  }
}
