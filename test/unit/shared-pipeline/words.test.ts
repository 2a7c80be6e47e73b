import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  IMPORT_FIELDS,
  guessKind,
  guessMapping,
  headerUnit,
  missingRequired,
} from '#shared/pipeline/import-fields';
import { IMPORT_KINDS } from '#shared/pipeline/import-model';
import { readStage } from '#shared/pipeline/read-cell';
import {
  answers,
  normaliseSearch,
  orderAlphabet,
  searchOfSortKey,
  searchParts,
  searchWords,
  textKeys,
} from '#shared/pipeline/search-text';
import { spellingOf } from '#shared/pipeline/spelling';

const REAL = new URL('../../../../shared/data/crm_pipeline/', import.meta.url);

describe('headers', () => {
  it.each(IMPORT_KINDS)('maps our own %s files in both languages, and knows the kind', (kind) => {
    const fields = IMPORT_FIELDS[kind];
    const english = fields.map(({ headers }) => headers.find((one) => /^[a-z_]+$/.test(one)) ?? '');
    for (const headers of [fields.map((one) => one.headers[0] ?? ''), english]) {
      const own = Object.fromEntries(fields.map((one, column) => [one.name, column]));
      expect(guessMapping(headers, kind)).toEqual(own);
      expect(guessKind(headers)).toBe(kind);
    }
  });

  it('takes a column that is only called a number for the number of the record itself', () => {
    expect(guessMapping(['编号', '客户', '阶段'], 'opportunity')).toEqual({
      externalId: 0,
      accountRef: 1,
      stage: 2,
    });
  });

  it('does not care for case, spaces, signs and units', () => {
    const headers = ['商机ID', ' Deal Stage ', '金额（万元）', 'Close-Date', 'unknown', ''];
    expect(guessMapping(headers, 'opportunity')).toEqual({
      externalId: 0,
      stage: 1,
      amount: 2,
      closedDay: 3,
    });
    expect(headerUnit('金额（万元）')).toBe('万');
    expect(headerUnit('金额')).toBe('');
  });

  it('maps two columns of one name at most once, and survives hostile names', () => {
    const mapping = guessMapping(['客户名称', '客户名称', '__proto__', 'constructor'], 'account');
    expect(mapping).toEqual({ name: 0 });
    expect(missingRequired({}, 'opportunity')).toEqual(['name', 'stage']);
  });

  it.runIf(existsSync(REAL))('maps the real CRM files', () => {
    const headers = (file: string) =>
      readFileSync(new URL(file, REAL), 'utf8').split(/\r?\n/, 1)[0]?.split(',') ?? [];
    expect(guessKind(headers('sales_pipeline.csv'))).toBe('opportunity');
    expect(guessMapping(headers('sales_pipeline.csv'), 'opportunity')).toEqual({
      externalId: 0,
      ownerRef: 1,
      productRef: 2,
      accountRef: 3,
      stage: 4,
      openedDay: 5,
      closedDay: 6,
      amount: 7,
    });
    expect(guessMapping(headers('accounts.csv'), 'account')).toMatchObject({
      name: 0,
      industry: 1,
      employees: 4,
    });
    expect(guessMapping(headers('products.csv'), 'product')).toEqual({
      name: 0,
      family: 1,
      listPrice: 2,
    });
    expect(guessKind(headers('sales_teams.csv'))).toBe('owner');
  });
});

describe('stage words', () => {
  it.each([
    ['需求挖掘', 'opportunity_discovery', null],
    ['lead_qualified', 'lead_qualified', null],
    ['Prospecting', 'lead_qualified', null],
    ['Engaging', 'opportunity_discovery', null],
    ['商务谈判', 'negotiation_proposal', null],
    ['方案报价', 'negotiation_proposal', null],
    ['Closed Won', 'delivery_implementation', 'won'],
    ['输单', null, 'lost'],
  ])('reads %s', (word, stage, outcome) => {
    expect(readStage(word)).toEqual({ ok: true, value: { stage, outcome } });
  });

  it('refuses what it does not know', () => {
    expect(readStage('toString').ok).toBe(false);
  });
});

describe('search keys', () => {
  const finds = (name: string, how: 'plain' | 'phrase' | 'person', query: string) =>
    searchWords(query).every((word) => answers(textKeys(name, how).search, word));

  it.each([
    ['重庆长安', 'phrase', '长安', true],
    ['重庆长安', 'phrase', 'cqca', true],
    ['重庆长安', 'phrase', 'chongqing', true],
    ['单雄信', 'person', 'sxx', true],
    ['边缘网关', 'plain', 'ＢＹ', true],
    ['边缘网关', 'plain', 'by 网关', true],
    ['边缘网关', 'plain', '网关 100%', false],
    ['边缘网关', 'plain', '关b', false],
    ['重庆长安', 'phrase', 'cqchangan', true],
    ['重庆长安', 'phrase', 'chqca', true],
    ['重庆长安', 'phrase', 'qingca', true],
    ['华为技术', 'phrase', 'huaw', true],
    ['华为技术', 'phrase', 'hwjishu', true],
    // From the middle of a syllable: 长安 holds the letters of 韩, which nobody meant.
    ['重庆长安', 'phrase', 'han', false],
    ['重庆长安', 'phrase', 'ongq', false],
    ['华为技术', 'phrase', 'uaw', false],
    // A syllable left half before another one is no way to write.
    ['华为技术', 'phrase', 'huwei', false],
    ['西门子 PLC 升级', 'phrase', 'lc', true],
    ['PLC升级', 'phrase', 'plcsj', true],
  ] as const)('%s read as %s answers %s: %s', (name, how, query, found) => {
    expect(finds(name, how, query)).toBe(found);
  });

  it('orders by pinyin and tone after Latin, as the collation of the platform does', () => {
    const names = ['张伟', '阿强', 'ABB', '李娜', '2号', '王芳', '李安', '赵敏'];
    const key = (name: string) => textKeys(name, 'person').sortKey;
    const ours = names.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(ours).toEqual(['2号', 'ABB', '阿强', '李安', '李娜', '王芳', '张伟', '赵敏']);
  });

  it('searches a need as text only, never as pinyin', () => {
    expect(searchParts('网关', 'ＭＥＳ 对接')).toEqual({
      plain: '网关\nmes 对接',
      pinyin: spellingOf(['wang', 'guan']),
    });
    expect(searchParts('Pilot', null)).toEqual({ plain: 'pilot', pinyin: '' });
  });

  it('orders many names by short keys as by their own keys', () => {
    const name = fc.string({ unit: fc.constantFrom('张', '章', '李', '阿', 'a', 'Z', '1', ' ') });
    fc.assert(
      fc.property(fc.array(name), (names) => {
        const short = names.map((one) => orderAlphabet(names)(one) ?? '');
        const own = names.map((one) => textKeys(one, 'plain').sortKey);
        const by = (keys: string[]) =>
          names
            .map((_, i) => i)
            .toSorted((a, b) =>
              (keys[a] ?? '') < (keys[b] ?? '')
                ? -1
                : (keys[a] ?? '') > (keys[b] ?? '')
                  ? 1
                  : a - b,
            );
        expect(by(short)).toEqual(by(own));
      }),
    );
  });

  const han = fc.string({
    unit: fc.constantFrom('重', '庆', '长', '安', '西', '恩', '华', '为', 'a'),
    minLength: 1,
  });

  it('finds whatever LIKE finds in the characters', () => {
    const text = fc.string({
      unit: fc.constantFrom('重', '庆', '网', '关', 'A', 'b', 'Ｂ', '1', ' '),
    });
    fc.assert(
      fc.property(text, fc.nat(), fc.integer({ min: 1, max: 3 }), (name, from, length) => {
        const plain = normaliseSearch(name);
        const part = plain.slice(from % (plain.length || 1)).slice(0, length);
        for (const word of searchWords(part)) {
          expect(answers(textKeys(name, 'phrase').search, word)).toBe(true);
          expect(answers(searchParts(name, null), word)).toBe(true);
        }
      }),
    );
  });

  it('finds consecutive syllables, each in full or by its initial, the last as far as typed', () => {
    fc.assert(
      fc.property(han, fc.array(fc.boolean()), fc.nat(), fc.nat(), (name, short, from, cut) => {
        const { search } = textKeys(`汉${name}`, 'phrase');
        const all = search.pinyin.split('\u0001').slice(1);
        const some = all.slice(from % all.length);
        const last = some.at(-1) ?? '';
        const word = some
          .map((one, i) => (short[i] === true ? one.charAt(0) : one))
          .slice(0, -1)
          .concat(last.slice(0, 1 + (cut % last.length)))
          .join('');
        expect(answers(search, word)).toBe(true);
      }),
    );
  });

  it('agrees with the plain definition on any letters', () => {
    const word = fc.string({
      unit: fc.constantFrom(...'chongqianwexu'),
      minLength: 1,
      maxLength: 7,
    });
    fc.assert(
      fc.property(han, word, (name, typed) => {
        const { search } = textKeys(`汉${name}`, 'phrase');
        const all = search.pinyin.split('\u0001').slice(1);
        const pattern = (rest: readonly string[]): string => {
          const [one = '', ...more] = rest;
          const prefixes = Array.from(one, (_, i) => `${one.slice(0, i + 1)}$`);
          const onward =
            more.length === 0
              ? []
              : [one, one.charAt(0), ...(/^[zcs]h/.exec(one) ?? [])].map(
                  (begin) => `${begin}(?:${pattern(more)})`,
                );
          return [...prefixes, ...onward].join('|');
        };
        const expected = all.some((_, i) =>
          new RegExp(`^(?:${pattern(all.slice(i, i + typed.length))})`).test(typed),
        );
        expect(answers(search, typed)).toBe(expected || search.plain.includes(typed));
      }),
      { numRuns: 500 },
    );
  });

  it('rebuilds the search text from the stored sort key', () => {
    const text = fc.string({
      unit: fc.constantFrom('重', '庆', 'a', ' ', '{', '，', '𠮷', '\u007F', 'Ａ'),
    });
    fc.assert(
      fc.property(text, fc.constantFrom('plain', 'phrase'), (name, how) => {
        const keys = textKeys(name, how);
        expect(searchOfSortKey(keys.sortKey)).toEqual(keys.search);
      }),
    );
  });
});
