import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type Check, checklist, CHECKS } from './checks';
import { nodesOf, parse, root } from './static/source';

/** The titles of the tests in a file. */
function titlesIn(file: string): Set<string> {
  if (!existsSync(join(root, file))) return new Set();
  const text = readFileSync(join(root, file), 'utf8');
  const titles = new Set<string>();
  for (const node of nodesOf(parse({ path: file, text }))) {
    if (!ts.isCallExpression(node) || !/^(it|test)\b/.test(node.expression.getText())) continue;
    const [title] = node.arguments;
    if (title !== undefined && ts.isStringLiteralLike(title)) titles.add(title.text);
  }
  return titles;
}

/** Tests that the table names and that are not there; rows that neither test nor tell what to do. */
function holes(checks: readonly Check[]): string[] {
  return checks.flatMap(({ number, tests, kinds, byHand }) => {
    const missing = tests.filter(([file, title]) => !titlesIn(file).has(title));
    const isEmpty = tests.length === 0 ? byHand === undefined : kinds.length === 0;
    return [...missing.map(([file]) => `${number}: ${file}`), ...(isEmpty ? [`${number}`] : [])];
  });
}

describe('the thirty checks of a release', () => {
  it('are all there, once, in order', () => {
    expect(CHECKS.map(({ number }) => number)).toEqual(
      Array.from({ length: 30 }, (_, at) => at + 1),
    );
    expect(new Set(CHECKS.map(({ title }) => title)).size).toBe(30);
  });

  it('name tests that exist, or what a person does', () => {
    expect(holes(CHECKS)).toEqual([]);
  });

  it('a test that has gone or a row that says nothing is noticed', () => {
    const [row] = CHECKS;
    const file = 'test/e2e/shell.spec.ts';
    const gone = { ...row!, tests: [[file, 'has a test of this name'] as const] };
    const silent = { ...row!, tests: [], byHand: undefined } as unknown as Check;
    expect(holes([gone, silent])).toEqual([`1: ${file}`, '1']);
  });

  it('are told in docs/security.md as they are', () => {
    const words = (text: string) => text.replaceAll(/[ -]{2,}/g, ' ').replaceAll(/ +/g, ' ');
    const docs = words(readFileSync(join(root, 'docs', 'security.md'), 'utf8'));
    const lines = checklist().split('\n').map(words);
    expect(lines.filter((line) => !/^[|\s-]+$/.test(line) && !docs.includes(line))).toEqual([]);
  });
});
