import { type Block, type BlockKind, isOfStudy, type RichText } from '#shared/composer/model';

/** What the palette offers. A table is either one of a rehearsal or cells of one's own. */
export const PALETTE = ['heading', 'richText', 'chart', 'table', 'cells', 'citation'] as const;
export type PaletteItem = (typeof PALETTE)[number];

const EMPTY_TEXT: RichText = { type: 'doc', content: [{ type: 'paragraph' }] };

/** A new block of a kind, ready to be filled. `runId` = the rehearsal that the document is about. */
export function newBlock(item: PaletteItem, id: string, runId: string | null): Block {
  switch (item) {
    case 'heading':
      return { id, kind: 'heading', level: 2, text: '' };
    case 'richText':
      return { id, kind: 'richText', doc: EMPTY_TEXT };
    case 'chart':
      return { id, kind: 'chart', caption: '', runId, chart: 'comparison' };
    case 'table':
      return {
        id,
        kind: 'table',
        caption: '',
        source: { kind: 'rehearsal', runId, table: 'variants' },
      };
    case 'cells':
      return {
        id,
        kind: 'table',
        caption: '',
        source: {
          kind: 'cells',
          rows: [
            ['', ''],
            ['', ''],
          ],
        },
      };
    case 'citation':
      return { id, kind: 'citation', quote: '', source: '', day: null, licence: '' };
    default:
      return item satisfies never;
  }
}

/** Puts `block` after the one named, or at the end. */
export function insertAfter(
  blocks: readonly Block[],
  afterId: string | null,
  block: Block,
): Block[] {
  const at = blocks.findIndex((other) => other.id === afterId);
  return at < 0 ? [...blocks, block] : blocks.toSpliced(at + 1, 0, block);
}

export function replaceBlock(blocks: readonly Block[], block: Block): Block[] {
  return blocks.map((other) => (other.id === block.id ? block : other));
}

/** Blocks in the order of `ids`; unknown ids are ignored, blocks not named keep their place at the end. */
export function reorder(blocks: readonly Block[], ids: readonly string[]): Block[] {
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const named = ids.flatMap((id) => byId.get(id) ?? []);
  const rest = blocks.filter((block) => !ids.includes(block.id));
  return [...named, ...rest];
}

/** The rehearsal that most blocks of a document show, or null. */
export function mainRun(blocks: readonly Block[]): string | null {
  for (const block of blocks) {
    if (block.kind === 'chart' && block.runId !== null && !isOfStudy(block.chart)) {
      return block.runId;
    }
    if (
      block.kind === 'table' &&
      block.source.kind === 'rehearsal' &&
      block.source.runId !== null &&
      !isOfStudy(block.source.table)
    ) {
      return block.source.runId;
    }
  }
  return null;
}

/** Name key of a block under `composer:kind.…`. */
export function kindKey(block: Block): BlockKind | 'cells' {
  return block.kind === 'table' && block.source.kind === 'cells' ? 'cells' : block.kind;
}
