import type { Block, DocumentContent, RichText } from './model';

/** What a reader would stumble over; `empty` blocks are left out of the PDF, the others are printed as they are. */
type BlockProblem = 'empty' | 'noSource' | 'noRehearsal' | 'runGone' | 'unfilled';

export interface DocumentProblem {
  readonly blockId: string;
  /** Place of the block in the document, from 1. */
  readonly place: number;
  readonly problem: BlockProblem;
}

/** Merge fields that nobody filled: the places a template leaves in either language, or a field as it was typed. */
const UNFILLED = /［待补：[^］]*］|\[to complete: [^\]]*\]|\{\{[\w.]+\}\}/;

/** All characters of a rich text, its paragraphs one a line. */
function plainText(doc: RichText): string {
  const lines = doc.content.flatMap((node) => {
    if (node.type === 'paragraph') return [node];
    if (node.type === 'blockquote') return node.content;
    return node.content.flatMap((item) => item.content);
  });
  return lines
    .map(({ content = [] }) =>
      content.map((inline) => (inline.type === 'text' ? inline.text : '')).join(''),
    )
    .join('\n');
}

/** The words a person or a template wrote into a block; figures of a rehearsal are not among them. */
function wordsOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text;
    case 'richText':
      return plainText(block.doc);
    case 'chart':
      return block.caption;
    case 'table': {
      const cells = block.source.kind === 'cells' ? block.source.rows.flat() : [];
      return [block.caption, ...cells].join('\n');
    }
    case 'citation':
      return [block.quote, block.source, block.licence].join('\n');
    // Its words are the library's, and were reviewed.
    case 'reviewed':
      return '';
  }
}

/** Whether a block shows nothing at all. A figure always shows something, be it the frame that says it is missing. */
export function isEmptyBlock(block: Block): boolean {
  const isFigure =
    block.kind === 'reviewed' ||
    block.kind === 'chart' ||
    (block.kind === 'table' && block.source.kind === 'rehearsal');
  return !isFigure && wordsOf(block).trim() === '';
}

/** The rehearsal a figure comes from; undefined for blocks that are no figure of a rehearsal. */
function runOf(block: Block): string | null | undefined {
  if (block.kind === 'chart') return block.runId;
  return block.kind === 'table' && block.source.kind === 'rehearsal'
    ? block.source.runId
    : undefined;
}

/**
 * What to look at before a document goes out, in the order of its blocks. `runIds` = the rehearsals that still exist;
 * null when that is not known.
 */
export function documentProblems(
  { blocks }: DocumentContent,
  runIds: ReadonlySet<string> | null,
): DocumentProblem[] {
  return blocks.flatMap((block, index) => {
    const run = runOf(block);
    const empty = isEmptyBlock(block);
    const noSource = block.kind === 'citation' && block.source.trim() === '';
    const found: BlockProblem[] = [
      ...(empty ? (['empty'] as const) : []),
      ...(noSource && !empty ? (['noSource'] as const) : []),
      ...(run === null ? (['noRehearsal'] as const) : []),
      ...(typeof run === 'string' && runIds?.has(run) === false ? (['runGone'] as const) : []),
      ...(UNFILLED.test(wordsOf(block)) ? (['unfilled'] as const) : []),
    ];
    return found.map((problem) => ({ blockId: block.id, place: index + 1, problem }));
  });
}
