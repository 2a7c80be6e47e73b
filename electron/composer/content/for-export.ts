import type { Query } from '#electron/replica/transaction';
import { type PrintedContent, printedContent } from '#shared/composer/content/printed';
import { type ContentRefusal, contentRefusal } from '#shared/composer/content/shown';
import type { ComposedDocument } from '#shared/composer/model';
import { type ErrorCode, SandtableError } from '#shared/errors';
import { get } from '../documents';
import { documentText } from '../texts';
import { libraryOf } from './library';
import { radar, reviewedIn } from './radar';

/** A document as every format prints it, and what was let through with a reason. */
export interface ReleasedDocument extends Omit<ComposedDocument, 'content'> {
  readonly content: PrintedContent;
  /** Contradictions that were open. */
  readonly contradictions: number;
}

const CODES: Readonly<Record<ContentRefusal, ErrorCode>> = {
  gone: 'CONTENT_NOT_RELEASED',
  notReleased: 'CONTENT_NOT_RELEASED',
  withdrawn: 'CONTENT_WITHDRAWN',
  sourceGone: 'CONTENT_SOURCE_GONE',
  sourceExpired: 'CONTENT_SOURCE_EXPIRED',
};

/**
 * The one way by which a document leaves: with all reviewed content that it refers to written out.
 * @param input.reason why it goes out although something contradicts; null = it must not
 * @throws SandtableError NOT_FOUND; CONTENT_NOT_RELEASED, CONTENT_WITHDRAWN, CONTENT_SOURCE_GONE, CONTENT_SOURCE_EXPIRED
 * with the place and the name of the block; CONTRADICTION_OPEN with the number of contradictions
 */
export const forExport: Query<
  { id: string; today: string; reason: string | null },
  ReleasedDocument
> = (tx, { id, today, reason }) => {
  const document = get(tx, { id });
  const { content } = document;
  const library = libraryOf(tx, reviewedIn(content), today);
  for (const [index, block] of content.blocks.entries()) {
    if (block.kind !== 'reviewed') continue;
    const version = library.versions.get(block.versionId);
    const refusal = contentRefusal(version);
    if (refusal === null) continue;
    throw new SandtableError(CODES[refusal], `reviewed content: ${refusal}`, {
      place: index + 1,
      block: version?.content.title ?? block.blockId,
    });
  }
  const open = radar(tx, { id, today }).length;
  if (open > 0 && reason === null) {
    throw new SandtableError('CONTRADICTION_OPEN', 'contradictions are open', { count: open });
  }
  const printed = printedContent(content, library, documentText(content.language));
  return { ...document, content: printed, contradictions: open };
};
