import type { Query, ReadTx } from '#electron/replica/transaction';
import type { ContentVersion } from '#shared/composer/content/block';
import { type Library, versionBlocks } from '#shared/composer/content/printed';
import type { ShownVersion } from '#shared/composer/content/shown';
import { documentText } from '../texts';
import { releasedOf, versionsOf } from './blocks';
import { sources } from './sources';

/** Everything that documents need of the library to be printed: the versions they refer to, and all sources. */
export function libraryOf(
  tx: ReadTx,
  versionIds: readonly string[],
  today: string,
): Library & { readonly versions: ReadonlyMap<string, ContentVersion> } {
  return {
    versions: new Map(versionsOf(tx, versionIds, today).map((one) => [one.id, one])),
    sources: new Map(sources(tx, { today }).map((source) => [source.id, source])),
  };
}

/** Versions as they look in a document, each with the newer release of its block, if there is one. */
export const shown: Query<{ ids: readonly string[]; today: string }, ShownVersion[]> = (
  tx,
  { ids, today },
) => {
  const library = libraryOf(tx, ids, today);
  return [...library.versions.values()].map((version) => {
    const { id, language, blockId, kind, number, state, flags, content } = version;
    const released = releasedOf(tx, blockId, today);
    return {
      id,
      blockId,
      kind,
      number,
      state,
      flags,
      title: content.title,
      newer:
        released === undefined || released.id === id
          ? null
          : { id: released.id, number: released.number },
      blocks: versionBlocks(version, id, library, documentText(language)),
    };
  });
};
