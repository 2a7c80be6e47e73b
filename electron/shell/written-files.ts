import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { SandtableError } from '#shared/errors';
import { FileTokens } from './file-tokens';

/** What this app writes for people; anything else is shown in its folder, never started. */
const OPENABLE: ReadonlySet<string> = new Set(['.pdf', '.pptx', '.html', '.png', '.csv', '.xlsx']);

/** The part of the system's shell that is used. `openPath` resolves with a message when it failed, else with ''. */
interface FileShell {
  readonly openPath: (path: string) => Promise<string>;
  readonly showItemInFolder: (path: string) => void;
}

/** Files that this app wrote since its start, by token: only these may be opened or shown for the page. */
export class WrittenFiles {
  #tokens: FileTokens;
  #shell: FileShell;

  constructor(newId: () => string, shell: FileShell) {
    this.#tokens = new FileTokens(newId);
    this.#shell = shell;
  }

  /** Remembers a file that was written. */
  register(path: string): string {
    return this.#tokens.register(path);
  }

  /**
   * Opens a file with the system's program for it, or shows it in its folder.
   * @throws SandtableError FILE_NOT_FOUND (never written by this app, or gone since), FILE_NOT_OPENED
   */
  async show(file: string, how: 'open' | 'folder'): Promise<void> {
    const path = this.#tokens.resolve(file);
    if (!existsSync(path)) throw new SandtableError('FILE_NOT_FOUND', 'the written file is gone');
    if (how === 'folder') {
      this.#shell.showItemInFolder(path);
      return;
    }
    const openable = OPENABLE.has(extname(path).toLowerCase());
    const problem = openable ? await this.#shell.openPath(path) : 'not a kind this app writes';
    if (problem !== '') throw new SandtableError('FILE_NOT_OPENED', problem);
  }
}
