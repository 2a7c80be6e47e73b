import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that come with the product. */
export interface Shipped {
  /** The demo's CSV files. */
  readonly demo: string;
  /** The fonts of exported documents. */
  readonly fonts: string;
}

/**
 * In the packaged app beside its archive, otherwise in the clone.
 * @param root the folder of `package.json`: the clone, or the archive
 * @param resources the packaged app's folder of resources; null outside Electron
 */
export function shippedFolders(root: string, resources: string | null): Shipped {
  const find = (packaged: string, inClone: string): string => {
    const beside = resources === null ? null : join(resources, packaged);
    return beside !== null && existsSync(beside) ? beside : join(root, inClone);
  };
  return {
    demo: find('demo', 'resources/demo'),
    fonts: find('fonts', 'out/fonts'),
  };
}
