import type { Handlers } from '#electron/ipc';
import type { ReadHandle, WriteHandle } from '#electron/replica/replica';
import { tellAudit } from '#electron/governance/index';
import { maskText } from '#shared/governance/personal/mask';
import { evidenceOf } from './evidence';
import type { ReleasedDocument } from './for-export';

/** What asks the person. Null = the dialog was closed. */
export interface ContentDialogs {
  chooseEvidence(): Promise<string | null>;
}

export interface ContentNeeds {
  /** The open replica. @throws SandtableError NO_WORKSPACE */
  readonly replica: () => { readonly reader: ReadHandle; readonly writer: WriteHandle };
  /** The day that decides what has expired, as an ISO date. */
  readonly today: () => string;
  readonly dialogs: ContentDialogs;
  /** The path behind a token of a dropped file. @throws SandtableError FILE_NOT_FOUND */
  readonly files: { resolve(token: string): string };
}

export type ContentHandlers = Pick<Handlers, Extract<keyof Handlers, `content.${string}`>>;

/** The use cases of the content library, bound to the calls of the contract. */
export function contentService(needs: ContentNeeds): ContentHandlers {
  const reader = () => needs.replica().reader;
  const writer = () => needs.replica().writer;
  const { today } = needs;
  return {
    'content.blocks': ({ search }) => reader().read('content.blocks', { search, today: today() }),
    'content.block': ({ id }) => reader().read('content.block', { id, today: today() }),
    'content.palette': (input) => reader().read('content.palette', { ...input, today: today() }),
    'content.shown': ({ ids }) => reader().read('content.shown', { ids, today: today() }),
    'content.impact': (input) => reader().read('content.impact', input),
    'content.radar': ({ id }) => reader().read('content.radar', { id, today: today() }),
    'content.createBlock': (input) =>
      writer().write('content.createBlock', { ...input, today: today() }),
    'content.saveDraft': (input) =>
      writer().write('content.saveDraft', { ...input, today: today() }),
    'content.revise': (input) => writer().write('content.revise', { ...input, today: today() }),
    'content.comment': (input) => writer().write('content.comment', { ...input, today: today() }),
    'content.submit': async (input) =>
      (await writer().write('content.move', { ...input, reason: '', today: today() })).block,
    'content.review': async (input) =>
      (await writer().write('content.move', { ...input, today: today() })).block,
    'content.removeBlock': (input) =>
      writer().write('content.removeBlock', { ...input, today: today() }),
    'content.sources': () => reader().read('content.sources', { today: today() }),
    'content.pickEvidence': async ({ fileToken }) => {
      const path =
        fileToken === null ? await needs.dialogs.chooseEvidence() : needs.files.resolve(fileToken);
      return path === null ? null : evidenceOf(path);
    },
    'content.requestSource': (input) =>
      writer().write('content.requestSource', { ...input, today: today() }),
    'content.decideSource': (input) =>
      writer().write('content.decideSource', { ...input, today: today() }),
    'content.removeSource': (input) =>
      writer().write('content.removeSource', { ...input, today: today() }),
  };
}

interface ReleaseNeeds {
  readonly replica: ContentNeeds['replica'];
  readonly workspace: () => { readonly asOfDay: string };
}

/**
 * A document with its reviewed content written out, if it may leave.
 * @throws SandtableError as `content.forExport`
 */
export async function releasedDocument(
  needs: ReleaseNeeds,
  { id, reason }: { readonly id: string; readonly reason: string | null },
): Promise<ReleasedDocument> {
  const today = needs.workspace().asOfDay;
  return needs.replica().reader.read('content.forExport', { id, today, reason });
}

/** Tells the audit of contradictions that were open when a document left, and why it left all the same. */
export async function noteContradictions(
  needs: Pick<ReleaseNeeds, 'replica'>,
  { id, version, contradictions }: ReleasedDocument,
  reason: string | null,
): Promise<void> {
  if (contradictions === 0 || reason === null) return;
  await tellAudit(needs.replica().writer, {
    kind: 'contradictionAccepted',
    facts: { documentId: id, version, count: contradictions, reason: maskText(reason) },
  });
}
