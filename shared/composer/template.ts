import { z } from 'zod';
import type { Language } from '../workspace/model';
import type { Facts } from './facts';
import { REHEARSAL_CHARTS, REHEARSAL_TABLES, templateIdSchema } from './model';
import type { Block, DocumentContent, RichText } from './model';
import { clip, fillPlaces, type DocumentText } from './text';

/** A line with merge fields `{{…}}`. `optional`: left out, and not missed, when one of its fields has no value. */
const lineSchema = z.union([z.string(), z.object({ optional: z.string() })]);
const partSchema = z.union([
  lineSchema,
  z.object({ quote: z.string() }),
  z.object({ bullets: z.array(lineSchema).min(1) }),
]);

const templateBlockSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: z.string(),
  }),
  z.object({ kind: z.literal('richText'), body: z.array(partSchema).min(1) }),
  z.object({ kind: z.literal('table'), table: z.enum(REHEARSAL_TABLES), caption: z.string() }),
  z.object({ kind: z.literal('chart'), chart: z.enum(REHEARSAL_CHARTS), caption: z.string() }),
  z.object({
    kind: z.literal('citation'),
    quote: z.string(),
    source: z.string(),
    /** Optional by nature: the user's own data carry no licence. */
    licence: z.string(),
  }),
]);

const blocksSchema = z.array(templateBlockSchema).min(1);

/** A template as it ships in `resources/templates`: the same document in both languages. */
export const templateSchema = z.object({
  id: templateIdSchema,
  'zh-CN': blocksSchema,
  en: blocksSchema,
});
export type Template = z.infer<typeof templateSchema>;
type TemplateBlock = z.infer<typeof templateBlockSchema>;
type Line = z.infer<typeof lineSchema>;
type Part = z.infer<typeof partSchema>;
type Paragraph = Extract<RichText['content'][number], { type: 'paragraph' }>;

interface FillOptions {
  readonly title: string;
  readonly language: Language;
  readonly facts: Facts;
  /** The rehearsal whose charts and tables the blocks show, and the last day of its data. */
  readonly run: { readonly id: string; readonly asOfDay: string } | null;
  /** Tables of the template that this rehearsal has nothing for. */
  readonly without?: readonly (typeof REHEARSAL_TABLES)[number][];
  readonly text: DocumentText;
  readonly newId: () => string;
}

const FIELD = /\{\{([\w.]+)\}\}/g;

/** Writes values into merge fields and remembers those that had none. */
class Merge {
  readonly missing = new Set<string>();
  readonly #facts: Facts;
  readonly #text: DocumentText;

  constructor(facts: Facts, text: DocumentText) {
    this.#facts = facts;
    this.#text = text;
  }

  /** The filled text; a missing value shows as a visible place to complete, never as a blank. */
  fill(pattern: string): string {
    return fillPlaces(pattern, (field) => {
      const value = this.#facts[field] ?? null;
      if (value !== null) return value;
      this.missing.add(field);
      return this.#text('missing.inline', { field: this.#text(`field.${field}`) });
    });
  }

  line(line: Line): string | null {
    if (typeof line === 'string') return this.fill(line);
    const known = [...line.optional.matchAll(FIELD)].every(
      ([, field]) => field !== undefined && (this.#facts[field] ?? null) !== null,
    );
    return known ? this.fill(line.optional) : null;
  }
}

const paragraph = (text: string): Paragraph => ({
  type: 'paragraph',
  content: [{ type: 'text', text }],
});

function part(source: Part, merge: Merge): RichText['content'] {
  if (typeof source === 'object' && 'quote' in source) {
    return [{ type: 'blockquote', content: [paragraph(merge.fill(source.quote))] }];
  }
  if (typeof source === 'object' && 'bullets' in source) {
    const items = source.bullets.flatMap((line) => merge.line(line) ?? []);
    if (items.length === 0) return [];
    const content = items.map((text) => ({
      type: 'listItem' as const,
      content: [paragraph(text)],
    }));
    return [{ type: 'bulletList', content }];
  }
  const text = merge.line(source);
  return text === null ? [] : [paragraph(text)];
}

function fillBlock(source: TemplateBlock, merge: Merge, options: FillOptions): Block {
  const id = options.newId();
  const runId = options.run?.id ?? null;
  switch (source.kind) {
    case 'heading':
      return { id, kind: 'heading', level: source.level, text: clip(merge.fill(source.text), 200) };
    case 'richText': {
      const content = source.body.flatMap((piece) => part(piece, merge));
      return { id, kind: 'richText', doc: { type: 'doc', content } };
    }
    case 'table': {
      const table = { kind: 'rehearsal', runId, table: source.table } as const;
      return { id, kind: 'table', caption: clip(merge.fill(source.caption), 200), source: table };
    }
    case 'chart': {
      const caption = clip(merge.fill(source.caption), 200);
      return { id, kind: 'chart', caption, runId, chart: source.chart };
    }
    case 'citation':
      return {
        id,
        kind: 'citation',
        quote: clip(merge.fill(source.quote), 2000),
        source: clip(merge.fill(source.source), 400),
        day: options.run?.asOfDay ?? null,
        licence: clip(merge.line({ optional: source.licence }) ?? '', 200),
      };
  }
}

/** A new document: the template with every merge field filled, and a list of what was missing, if anything. */
export function fillTemplate(template: Template, options: FillOptions): DocumentContent {
  const { text, newId } = options;
  const merge = new Merge(options.facts, text);
  const isLeftOut = (block: TemplateBlock) =>
    block.kind === 'table' && options.without?.includes(block.table) === true;
  const blocks = template[options.language]
    .filter((block) => !isLeftOut(block))
    .map((block) => fillBlock(block, merge, options));
  if (merge.missing.size === 0) return { ...pick(options), blocks };
  const items = [...merge.missing].map((field) => text(`field.${field}`));
  const listed: Block[] = [
    { id: newId(), kind: 'heading', level: 2, text: text('missing.title') },
    {
      id: newId(),
      kind: 'richText',
      doc: {
        type: 'doc',
        content: [paragraph(text('missing.intro')), ...part({ bullets: items }, merge)],
      },
    },
  ];
  return { ...pick(options), blocks: [...listed, ...blocks] };
}

const pick = ({ title, language }: FillOptions) => ({ title, language });
