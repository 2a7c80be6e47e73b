import { formatCount } from '../format';
import type { AuditEntry, AuditReport } from './model';

/** A key below `audit:` with what its places hold. */
export interface AuditSentence {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/**
 * What a verification found, in words: the verdict's explanation, with what an intact audit cannot tell, and each problem.
 * @param instant writes a time (epoch ms) for people
 */
export function reportSentences(
  report: AuditReport,
  instant: (at: number) => string,
): { readonly explained: AuditSentence[]; readonly problems: AuditSentence[] } {
  const { verdict, entries, sealed, sealedAt, lost, problemCount: count } = report;
  const at = sealedAt === null ? '' : instant(sealedAt);
  const explained: AuditSentence[] = [];
  if (verdict === 'altered') explained.push({ key: 'verdictText.altered', values: { count } });
  else if (entries === 0) explained.push({ key: 'verdictText.empty', values: {} });
  else if (sealed === 0) explained.push({ key: 'verdictText.unsealed', values: { entries } });
  else if (sealed === entries)
    explained.push({ key: 'verdictText.sealed', values: { entries, at } });
  else explained.push({ key: 'verdictText.partly', values: { entries, sealed, at } });
  if (lost > 0) explained.push({ key: 'verdictText.lost', values: { lost } });
  if (verdict === 'intact' && entries > 0) explained.push({ key: 'verdictText.limit', values: {} });
  return {
    explained,
    problems: report.problems.map(({ code, n }) => ({
      key: `problem.${code}`,
      values: n === null ? {} : { n },
    })),
  };
}

/**
 * What an entry says, without kind, who and when; null when it cannot be read.
 * @param verdict the words for the verdict on a file
 * @param role the words for a role
 */
export function entrySentence(
  { kind, facts }: AuditEntry,
  verdict: (code: string) => string,
  role: (code: string) => string,
): AuditSentence | null {
  if (kind === null) return null;
  const coded = { ...facts };
  if (kind === 'fileVerified') coded['verdict'] = verdict(String(facts['verdict']));
  if (kind === 'rightsChanged' || kind === 'viewedAs') coded['role'] = role(String(facts['role']));
  return { key: `what.${kind}`, values: coded };
}

/** Numbers with thousands commas; `count` stays one, since words are chosen by it. */
export function withCommas(values: AuditSentence['values']): AuditSentence['values'] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' && name !== 'count' ? formatCount(value) : value,
    ]),
  );
}
