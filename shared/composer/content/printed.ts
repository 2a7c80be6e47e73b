import type { Block, DocumentContent, RichText } from '../model';
import type { DocumentText } from '../text';
import type { ContentVersion, Fact } from './block';
import type { Source } from './source';

/** A block as it is printed: reviewed content is taken apart into these. */
export type PrintedBlock = Exclude<Block, { kind: 'reviewed' }>;
/** A document in which every reference to reviewed content has been replaced by what it says. */
export type PrintedContent = Omit<DocumentContent, 'blocks'> & { readonly blocks: PrintedBlock[] };

export interface Library {
  /** By id of the version. */
  readonly versions: ReadonlyMap<string, ContentVersion>;
  readonly sources: ReadonlyMap<string, Pick<Source, 'title' | 'issuer' | 'licence'>>;
}

/** The document as every format prints it. A version that is not there leaves a line that says so. */
export function printedContent(
  content: DocumentContent,
  library: Library,
  text: DocumentText,
): PrintedContent {
  return {
    ...content,
    blocks: content.blocks.flatMap((block) => {
      if (block.kind !== 'reviewed') return [block];
      const version = library.versions.get(block.versionId);
      if (version === undefined) return [prose(block.id, [text('missing.reviewed')])];
      return versionBlocks(version, block.id, library, text);
    }),
  };
}

/** Reviewed content as ordinary blocks, with the sources that it cites below. `id` begins the ids of all of them. */
export function versionBlocks(
  { kind, content }: ContentVersion,
  id: string,
  library: Pick<Library, 'sources'>,
  text: DocumentText,
): PrintedBlock[] {
  const { title, body, facts } = content;
  const heading: PrintedBlock = { id: `${id}-title`, kind: 'heading', level: 3, text: title };
  const words: PrintedBlock = { id: `${id}-text`, kind: 'richText', doc: body.doc };
  const cited = citedLine(content, library, text);
  const sources = cited === null ? [] : [prose(`${id}-sources`, [cited])];
  switch (kind) {
    case 'text':
    case 'claim':
      return [heading, words, ...sources];
    case 'specification':
    case 'price':
      return [heading, words, factTable(`${id}-facts`, facts, library, text), ...sources];
    case 'chart': {
      const { runId, chart } = body;
      return [
        words,
        { id: `${id}-chart`, kind: 'chart', caption: title, runId, chart },
        ...sources,
      ];
    }
    case 'quote': {
      const [source] = content.sources.map((one) => library.sources.get(one));
      const said = [body.speaker, source === undefined ? '' : sourceName(source, text)];
      return [
        {
          id: `${id}-quote`,
          kind: 'citation',
          quote: plain(body.doc).slice(0, 2000),
          source: said
            .filter((part) => part !== '')
            .join(' · ')
            .slice(0, 400),
          day: null,
          licence: source?.licence ?? '',
        },
      ];
    }
    case 'video':
    case 'action':
      return [heading, words, prose(`${id}-address`, [body.address]), ...sources];
  }
}

function factTable(
  id: string,
  facts: readonly Fact[],
  library: Pick<Library, 'sources'>,
  text: DocumentText,
): PrintedBlock {
  const subjects = new Set(facts.map(({ subject }) => subject));
  const [only] = subjects;
  const dated = facts.some(({ validFrom, validTo }) => validFrom !== null || validTo !== null);
  const cited = facts.some(({ sourceId }) => sourceId !== null);
  const header = [
    text('reviewed.property'),
    text('reviewed.value'),
    ...(dated ? [text('reviewed.valid')] : []),
    ...(cited ? [text('reviewed.source')] : []),
  ];
  const rows = facts.map((fact) => [
    subjects.size === 1 ? fact.property : `${fact.subject} · ${fact.property}`,
    factValue(fact),
    ...(dated ? [factValidity(fact, text)] : []),
    ...(cited ? [library.sources.get(fact.sourceId ?? '')?.title ?? ''] : []),
  ]);
  return {
    id,
    kind: 'table',
    caption: subjects.size === 1 ? (only ?? '') : '',
    source: { kind: 'cells', rows: [header, ...rows] },
  };
}

/** A value with its unit, as it was written. */
export const factValue = ({ value, unit }: Pick<Fact, 'value' | 'unit'>): string =>
  unit === '' ? value : `${value} ${unit}`;

/** When a fact holds, in words; empty = without bounds. */
export function factValidity(
  { validFrom, validTo }: Pick<Fact, 'validFrom' | 'validTo'>,
  text: DocumentText,
): string {
  if (validFrom !== null && validTo !== null) {
    return text('reviewed.between', { from: validFrom, to: validTo });
  }
  if (validFrom !== null) return text('reviewed.from', { from: validFrom });
  return validTo === null ? '' : text('reviewed.to', { to: validTo });
}

function citedLine(
  { sources }: ContentVersion['content'],
  library: Pick<Library, 'sources'>,
  text: DocumentText,
): string | null {
  const known = sources.flatMap((id) => library.sources.get(id) ?? []);
  if (known.length === 0) return null;
  const names = known.map((source) => sourceName(source, text));
  return text('reviewed.sources', { sources: names.join(text('reviewed.next')) });
}

function sourceName(
  { title, issuer, licence }: Pick<Source, 'title' | 'issuer' | 'licence'>,
  text: DocumentText,
): string {
  const origin = [issuer, licence].filter((part) => part !== '').join(text('reviewed.comma'));
  return origin === '' ? title : text('reviewed.named', { title, origin });
}

const prose = (id: string, lines: readonly string[]): PrintedBlock => ({
  id,
  kind: 'richText',
  doc: {
    type: 'doc',
    content: lines.map((line) => ({
      type: 'paragraph',
      content: [{ type: 'text', text: line }],
    })),
  },
});

/** The words of a rich text, its paragraphs one a line. */
export function plain(doc: RichText): string {
  const paragraphs = doc.content.flatMap((node) => {
    if (node.type === 'paragraph') return [node];
    if (node.type === 'blockquote') return node.content;
    return node.content.flatMap((item) => item.content);
  });
  return paragraphs
    .map(({ content = [] }) =>
      content.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join(''),
    )
    .join('\n');
}
