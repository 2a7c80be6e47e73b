import type { ReactNode } from 'react';
import type { Block, RichText } from '#shared/composer/model';
import type { Language } from '#shared/workspace/model';
import { ChartPicture } from '../RehearsalFields';
import styles from './content.module.css';

/** Blocks as they will be printed, for reading only. */
export function PrintedBlocks(props: {
  readonly blocks: readonly Block[];
  readonly language: Language;
}) {
  return (
    <div className={styles.printed} lang={props.language}>
      {props.blocks.map((block) => (
        <PrintedBlock key={block.id} block={block} language={props.language} />
      ))}
    </div>
  );
}

function PrintedBlock({
  block,
  language,
}: {
  readonly block: Block;
  readonly language: Language;
}): ReactNode {
  switch (block.kind) {
    case 'heading':
      return <p className={styles.printedTitle}>{block.text}</p>;
    case 'richText':
      return <Prose doc={block.doc} />;
    case 'citation':
      return (
        <figure className={styles.quote}>
          <blockquote>{block.quote}</blockquote>
          <figcaption>{[block.source, block.licence].filter(Boolean).join(' · ')}</figcaption>
        </figure>
      );
    case 'chart':
      return block.runId === null ? null : (
        <ChartPicture runId={block.runId} chart={block.chart} language={language} />
      );
    case 'table':
      return block.source.kind === 'cells' ? (
        <Cells caption={block.caption} rows={block.source.rows} />
      ) : null;
    // Reviewed content holds none.
    case 'reviewed':
      return null;
    default:
      return block satisfies never;
  }
}

function Cells(props: { readonly caption: string; readonly rows: readonly string[][] }) {
  const [header = [], ...rows] = props.rows;
  return (
    <table className={styles.facts}>
      {props.caption === '' ? null : <caption>{props.caption}</caption>}
      <thead>
        <tr>
          {header.map((cell) => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={`row-${String(at)}`}>
            {row.map((cell, column) => (
              <td key={`${header[column] ?? ''}-${cell}`}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Node = RichText['content'][number];
type Paragraph = Extract<Node, { type: 'paragraph' }>;

/** A rich text without its editor. */
function Prose({ doc }: { readonly doc: RichText }) {
  return <>{doc.content.map((node, at) => keyed(node, at))}</>;
}

function keyed(node: Node, at: number): ReactNode {
  const key = `node-${String(at)}`;
  switch (node.type) {
    case 'paragraph':
      return <Line key={key} paragraph={node} />;
    case 'blockquote':
      return (
        <blockquote key={key}>
          {node.content.map((one, place) => (
            <Line key={`line-${String(place)}`} paragraph={one} />
          ))}
        </blockquote>
      );
    case 'bulletList':
    case 'orderedList': {
      const items = node.content.map((item, place) => (
        <li key={`item-${String(place)}`}>
          {item.content.map((one, line) => (
            <Line key={`line-${String(line)}`} paragraph={one} />
          ))}
        </li>
      ));
      return node.type === 'bulletList' ? <ul key={key}>{items}</ul> : <ol key={key}>{items}</ol>;
    }
  }
}

const TAGS = { bold: 'strong', underline: 'u', strike: 's', code: 'code' } as const;

function Line({ paragraph }: { readonly paragraph: Paragraph }) {
  return (
    <p>
      {(paragraph.content ?? []).map((inline, at) => {
        const key = `inline-${String(at)}`;
        if (inline.type === 'hardBreak') return <br key={key} />;
        const marked = (inline.marks ?? []).reduce<ReactNode>((inside, { type }) => {
          const Tag = TAGS[type];
          return <Tag>{inside}</Tag>;
        }, inline.text);
        return <span key={key}>{marked}</span>;
      })}
    </p>
  );
}
