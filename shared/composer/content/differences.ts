import type { VersionContent } from './block';
import { factKey } from './contradictions';
import { factValue, plain } from './printed';

/** A line that is in both, only before, or only now. */
export interface LineChange {
  readonly change: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** What differs between two contents: lines of text, and the names of lists that differ. */
export interface ContentDifference {
  readonly lines: readonly LineChange[];
  readonly facts: readonly LineChange[];
  readonly others: readonly ('sources' | 'tags' | 'audience' | 'chart')[];
}

/** How two arrays of lines come from each other; `node-diff3` in the app. */
export type DiffLines = (
  before: string[],
  now: string[],
) => readonly {
  readonly common?: string[];
  readonly buffer1?: string[];
  readonly buffer2?: string[];
}[];

/** What was changed in a content, to be looked at by those who review it. */
export function contentDifference(
  before: VersionContent,
  now: VersionContent,
  diff: DiffLines,
): ContentDifference {
  const same = (one: unknown, other: unknown): boolean =>
    JSON.stringify(one) === JSON.stringify(other);
  const others: ContentDifference['others'][number][] = [];
  if (!same(before.sources, now.sources)) others.push('sources');
  if (!same(before.tags, now.tags)) others.push('tags');
  if (!same(before.audience, now.audience)) others.push('audience');
  if (before.body.runId !== now.body.runId || before.body.chart !== now.body.chart) {
    others.push('chart');
  }
  return {
    lines: changes(textLines(before), textLines(now), diff),
    facts: factChanges(before, now, diff),
    others,
  };
}

const textLines = ({ title, body }: VersionContent): string[] =>
  [title, ...plain(body.doc).split('\n'), body.speaker, body.address].filter((line) => line !== '');

/** Facts one a line, in an order that does not depend on where they stand. */
const factLines = ({ facts }: VersionContent): string[] =>
  facts
    .toSorted((a, b) => (factKey(a) < factKey(b) ? -1 : 1))
    .map((fact) => {
      const bounds = [fact.validFrom, fact.validTo].map((day) => day ?? '').join('/');
      const line = `${fact.subject} · ${fact.property}: ${factValue(fact)}`;
      return bounds === '/' ? line : `${line} (${bounds})`;
    });

const factChanges = (before: VersionContent, now: VersionContent, diff: DiffLines): LineChange[] =>
  changes(factLines(before), factLines(now), diff).filter(({ change }) => change !== 'same');

function changes(before: string[], now: string[], diff: DiffLines): LineChange[] {
  return diff(before, now).flatMap(({ common = [], buffer1 = [], buffer2 = [] }) => [
    ...common.map((text): LineChange => ({ change: 'same', text })),
    ...buffer1.map((text): LineChange => ({ change: 'removed', text })),
    ...buffer2.map((text): LineChange => ({ change: 'added', text })),
  ]);
}
