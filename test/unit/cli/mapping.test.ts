import { describe, expect, test } from 'vitest';
import { readCommandLine } from '#electron/cli/command-line';
import { chosenFormat, mapColumns } from '#electron/cli/mapping';
import type { TableFormat } from '#shared/pipeline/import-model';
import { alignRows, textWidth } from '#electron/cli/output';

const headers = ['Code', '客户 名称', 'City', '2'];
const fields = ['externalId', 'name', 'city'];

describe('mapColumns', () => {
  test('names a column by header or number, and leaves fields out', () => {
    const guessed = { name: 0, city: 2 };
    expect(
      mapColumns(guessed, ['name=客户 名称', 'externalId=1', 'city='], fields, headers),
    ).toEqual({
      name: 1,
      externalId: 0,
    });
    // A header wins over a number.
    expect(mapColumns({}, ['name=2'], fields, headers)).toEqual({ name: 3 });
    expect(guessed).toEqual({ name: 0, city: 2 });
  });

  test.each([
    ['name=Nope', 'noColumn'],
    ['name=0', 'noColumn'],
    ['name=5', 'noColumn'],
    ['amount=1', 'notAChoice'],
    ['name', 'notAChoice'],
  ])('%j is refused as %s', (spec, key) => {
    expect(() => mapColumns({}, [spec], fields, headers)).toThrow(expect.objectContaining({ key }));
  });
});

describe('chosenFormat', () => {
  const detected = { encoding: 'utf-8', delimiter: ',' } as const;
  const chosen = (found: TableFormat, args: readonly string[]) => {
    const line = readCommandLine(['import', 'a.csv', ...args]);
    if (line.kind !== 'command') throw new Error('not a command');
    return chosenFormat(line.options, found);
  };
  const format = (...args: string[]) => chosen(detected, args);

  test('what is given wins over what was detected', () => {
    expect(format()).toEqual(detected);
    expect(format('--encoding', 'gb18030')).toEqual({ encoding: 'gb18030', delimiter: ',' });
    expect(format('--delimiter', ';')).toMatchObject({ delimiter: ';' });
    expect(format('--delimiter', 'tab')).toMatchObject({ delimiter: '\t' });
    expect(format('--delimiter', '\t')).toMatchObject({ delimiter: '\t' });
  });

  test('a sheet and its header row; another sheet has its header found anew', () => {
    const found = { sheet: 'Data', headerRow: 3 };
    expect(chosen(found, [])).toEqual(found);
    expect(chosen(found, ['--sheet', 'Other'])).toEqual({ sheet: 'Other', headerRow: null });
    expect(chosen(found, ['--header-row', '5'])).toEqual({ sheet: 'Data', headerRow: 5 });
    expect(() => chosen(found, ['--encoding', 'utf-8'])).toThrow(
      expect.objectContaining({ key: 'onlyText' }),
    );
    expect(() => format('--sheet', 'Data')).toThrow(
      expect.objectContaining({ key: 'onlyWorkbook' }),
    );
  });

  test('others are refused', () => {
    expect(() => format('--encoding', 'latin1')).toThrow(
      expect.objectContaining({ key: 'notAChoice' }),
    );
    expect(() => format('--delimiter', 'x')).toThrow(
      expect.objectContaining({ key: 'notAChoice' }),
    );
  });
});

describe('alignRows', () => {
  test('counts Chinese characters as two columns', () => {
    expect(textWidth('变体 A')).toBe(6);
    const lines = alignRows(
      [
        ['变体', '1'],
        ['Fast', '12'],
      ],
      [false, true],
    );
    expect(lines).toEqual(['变体   1', 'Fast  12']);
  });
});
