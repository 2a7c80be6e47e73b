import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { redact, rotate } from '#electron/shell/log';

describe('redact', () => {
  it('takes out mail addresses, phone numbers and home folders', () => {
    const line = 'call 13800138000 or li.wei@example.com, file /home/liwei/客户.csv failed';
    expect(redact(line)).toBe('call ‹digits› or ‹mail›, file ‹path› failed');
  });

  it('leaves codes, versions and times alone', () => {
    const line = '{"at":"2026-11-23T10:00:00.000Z","code":"IMPORT_HEADER_INVALID","ms":182}';
    expect(redact(line)).toBe(line);
  });
});

describe('rotate', () => {
  it('keeps five files, newest first, and drops the oldest', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandtable-log-'));
    const file = join(folder, 'sandtable.log');
    for (let round = 1; round <= 7; round += 1) {
      writeFileSync(file, String(round));
      rotate(file);
    }
    expect(readdirSync(folder).toSorted()).toEqual([1, 2, 3, 4].map((n) => `sandtable.log.${n}`));
    expect(readFileSync(`${file}.1`, 'utf8')).toBe('7');
    expect(readFileSync(`${file}.4`, 'utf8')).toBe('4');
  });
});
