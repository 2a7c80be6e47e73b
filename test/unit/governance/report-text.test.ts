import { expect, test } from 'vitest';
import en from '#resources/locales/en/audit.json';
import zh from '#resources/locales/zh-CN/audit.json';
import { textsOf } from '#electron/shell/texts';
import {
  AUDIT_KINDS,
  AUDIT_PROBLEMS,
  type AuditEntry,
  type AuditReport,
} from '#shared/governance/model';
import { entrySentence, reportSentences } from '#shared/governance/report-text';

const report = (over: Partial<AuditReport>): AuditReport => ({
  verdict: 'intact',
  entries: 7,
  sealed: 7,
  sealedAt: 5,
  lost: 0,
  problems: [],
  problemCount: 0,
  ...over,
});
const keys = (over: Partial<AuditReport>): string[] =>
  reportSentences(report(over), String).explained.map(({ key }) => key);

test('the words say how far the signatures reach, and what they cannot tell', () => {
  expect(keys({})).toEqual(['verdictText.sealed', 'verdictText.limit']);
  expect(keys({ sealed: 3 })).toEqual(['verdictText.partly', 'verdictText.limit']);
  expect(keys({ sealed: 0, sealedAt: null })).toEqual([
    'verdictText.unsealed',
    'verdictText.limit',
  ]);
  expect(keys({ entries: 0, sealed: 0, sealedAt: null })).toEqual(['verdictText.empty']);
  expect(keys({ lost: 2 })).toContain('verdictText.lost');
  expect(keys({ verdict: 'altered', problemCount: 1 })).toEqual(['verdictText.altered']);
});

test.each([
  ['zh-CN', zh],
  ['en', en],
] as const)('every kind and every problem has a sentence (%s)', (_language, texts) => {
  const text = textsOf(texts);
  const problems = AUDIT_PROBLEMS.map((code) => ({ code, n: 4 }));
  const said = reportSentences(report({ verdict: 'altered', problems }), String).problems;
  for (const { key, values } of said) expect(text(key, values)).not.toMatch(/\{\{/);
  for (const kind of AUDIT_KINDS) {
    const entry: AuditEntry = {
      n: 1,
      at: 1,
      kind,
      actorId: 'u',
      actorName: 'u',
      facts: { verdict: 'intact', role: 'manager' },
      hash: '',
    };
    const sentence = entrySentence(
      entry,
      (code) => `<${code}>`,
      (code) => `(${code})`,
    );
    expect(text(sentence?.key ?? '')).not.toBe('');
    expect(text(`kind.${kind}`)).not.toBe('');
    const told = kind === 'rightsChanged' || kind === 'viewedAs';
    expect(sentence?.values['role']).toBe(told ? '(manager)' : 'manager');
    expect(sentence?.values['verdict']).toBe(kind === 'fileVerified' ? '<intact>' : 'intact');
  }
  expect(
    entrySentence(
      { n: 1, at: 1, kind: null, actorId: '', actorName: '', facts: {}, hash: '' },
      String,
      String,
    ),
  ).toBeNull();
});
