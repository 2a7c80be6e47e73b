import type { Block, DocumentContent, RichText } from './model';

type Map1 = (text: string) => string;
type Node = RichText['content'][number];

/** A content with every text that a person can type put through a function; what is empty afterwards keeps its text. */
export function mapTexts(content: DocumentContent, change: Map1): DocumentContent {
  return {
    ...content,
    title: change(content.title),
    blocks: content.blocks.map((block) => mapBlock(block, change)),
  };
}

/** The same for one block. */
export function mapBlock(block: Block, change: Map1): Block {
  switch (block.kind) {
    case 'heading':
      return { ...block, text: change(block.text) };
    case 'richText':
      return {
        ...block,
        doc: { ...block.doc, content: block.doc.content.map((node) => mapNode(node, change)) },
      };
    case 'table':
      return {
        ...block,
        caption: change(block.caption),
        source:
          block.source.kind === 'cells'
            ? { ...block.source, rows: block.source.rows.map((row) => row.map(change)) }
            : block.source,
      };
    case 'reviewed':
      return block;
    case 'chart':
      return { ...block, caption: change(block.caption) };
    case 'citation':
      return { ...block, quote: change(block.quote), source: change(block.source) };
  }
}

/** Every text of a block, in the order in which it is read. */
export function textsOf(block: Block): string[] {
  const texts: string[] = [];
  mapBlock(block, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

type Paragraph = Extract<Node, { type: 'paragraph' }>;

function mapNode(node: Node, change: Map1): Node {
  switch (node.type) {
    case 'paragraph':
      return mapParagraph(node, change);
    case 'blockquote':
      return { ...node, content: node.content.map((one) => mapParagraph(one, change)) };
    case 'bulletList':
    case 'orderedList':
      return {
        ...node,
        content: node.content.map((item) => ({
          ...item,
          content: item.content.map((one) => mapParagraph(one, change)),
        })),
      };
  }
}

function mapParagraph(paragraph: Paragraph, change: Map1): Paragraph {
  if (paragraph.content === undefined) return paragraph;
  return {
    ...paragraph,
    content: paragraph.content.map((inline) =>
      inline.type === 'text' ? { ...inline, text: change(inline.text) } : inline,
    ),
  };
}
