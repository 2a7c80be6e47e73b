import type { Block, DocumentContent } from './model';
import { mapBlock, textsOf } from './texts-of';

/** What a text hides from a person, in order. */
export type Hidden = (
  text: string,
) => readonly { readonly original: string; readonly mask: string }[];

/**
 * What a person who sees a document masked has made of it, with what the masks stand for put back: the person edits around
 * them. A mask that stood for one thing only means that wherever it stands; one that stood for several is put back in the
 * order in which they stood as long as none is gone. A mask that was typed and stood for nothing is a text like any other.
 *
 * @param stored the document as it is kept
 * @param edited the same as the person gives it back
 * @param hidden what is hidden from the person
 * @returns null when a mask may mean several things
 */
export function putBack(
  stored: DocumentContent,
  edited: DocumentContent,
  hidden: Hidden,
): DocumentContent | null {
  const ofAll = originalsOf([stored.title, ...stored.blocks.flatMap(textsOf)], hidden);
  if (ofAll.size === 0) return edited;
  const before = new Map(stored.blocks.map((block) => [block.id, block]));
  const title = restore([edited.title], originalsOf([stored.title], hidden), ofAll);
  if (title === null) return null;
  const blocks: Block[] = [];
  for (const block of edited.blocks) {
    const was = before.get(block.id);
    const own = originalsOf(was === undefined ? [] : textsOf(was), hidden);
    const texts = restore(textsOf(block), own, ofAll);
    if (texts === null) return null;
    let at = 0;
    blocks.push(mapBlock(block, (text) => texts[at++] ?? text));
  }
  return { ...edited, title: title[0] ?? edited.title, blocks };
}

/** Mask → what it stands for, each time that it stands there. */
type Originals = ReadonlyMap<string, readonly string[]>;

function originalsOf(texts: readonly string[], hidden: Hidden): Originals {
  const found = new Map<string, string[]>();
  for (const { original, mask } of texts.flatMap((text) => hidden(text))) {
    if (original === mask) continue;
    const known = found.get(mask);
    if (known === undefined) found.set(mask, [original]);
    else known.push(original);
  }
  return found;
}

/** Texts of one block with the masks put back; null when one of them may mean several things. */
function restore(texts: readonly string[], own: Originals, ofAll: Originals): string[] | null {
  const masks = [...ofAll.keys()].toSorted((a, b) => b.length - a.length);
  let sure = true;
  const next = new Map<string, number>();
  const count = (mask: string): number =>
    texts.reduce((sum, text) => sum + text.split(mask).length - 1, 0);
  const meaning = (mask: string): string => {
    const inBlock = own.get(mask);
    const all = inBlock ?? ofAll.get(mask) ?? [];
    const [first = mask] = all;
    if (all.every((one) => one === first)) return first;
    if (inBlock === undefined || count(mask) !== inBlock.length) sure = false;
    const at = next.get(mask) ?? 0;
    next.set(mask, at + 1);
    return all[at] ?? mask;
  };
  const restored = texts.map((text) => {
    let left = text;
    let done = '';
    while (left !== '') {
      const mask = masks.find((one) => left.startsWith(one));
      if (mask === undefined) {
        const [character = ''] = left;
        done += character;
        left = left.slice(character.length);
      } else {
        done += meaning(mask);
        left = left.slice(mask.length);
      }
    }
    return done;
  });
  return sure ? restored : null;
}
