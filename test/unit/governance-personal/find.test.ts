import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonal } from '#shared/governance/personal/find';
import { certain, maskPhone, maskText, maskValue } from '#shared/governance/personal/mask';
import type { PersonalKind } from '#shared/governance/personal/model';

/** What counts in a text, as `kind:value`. */
const found = (text: string, names: readonly string[] = []) =>
  certain(findPersonal(text, { names: new Set(names) })).map(
    ({ kind, start, end }) => `${kind}:${text.slice(start, end)}`,
  );

describe('numbers', () => {
  it.each([
    ['手机13812345678', 'mobile:13812345678'],
    ['打 138 1234 5678 给我', 'mobile:138 1234 5678'],
    ['+86-138-1234-5678', 'mobile:+86-138-1234-5678'],
    ['手机１３８１２３４５６７８', 'mobile:１３８１２３４５６７８'],
    ['tel13812345678', 'mobile:13812345678'],
    ['前台 010-62345678', 'landline:010-62345678'],
    ['身份证11010519491231002X', 'idCard:11010519491231002X'],
    ['证件号 110105 19491231 002X', 'idCard:110105 19491231 002X'],
    ['身份证 110105491231002', 'idCard:110105491231002'],
    ['卡号6222021234567890128', 'bankCard:6222021234567890128'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each([
    '订单号13812345678',
    '金额13812345678元',
    '序列号SN13812345678',
    '13812345678.5',
    // Another check digit, a 31st of February, a region that is none.
    '110105194912310021',
    '110105194902310028',
    '990105194912310026',
    // One digit off.
    '卡号6222021234567890127',
    '订单 6222021234567890128',
    'UUID 13812345-6789-4123-9123-138123456789',
  ])('%s is none', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('documents, plates, addresses, mail', () => {
  it.each([
    ['护照号E12345678', 'passport:E12345678'],
    ['Passport no. EJ1234567', 'passport:EJ1234567'],
    ['回乡证H12345678', 'permit:H12345678'],
    ['台胞证 12345678', 'permit:12345678'],
    ['车牌京A·12345', 'plate:京A·12345'],
    ['沪AD12345已进场', 'plate:沪AD12345'],
    ['地址：上海市浦东新区世纪大道100号2栋301室', 'address:上海市浦东新区世纪大道100号2栋301室'],
    ['寄到苏州市吴中区星湖街328号', 'address:苏州市吴中区星湖街328号'],
    ['Room 301, 88 Century Avenue', 'address:Room 301, 88 Century Avenue'],
    ['写信到li.wei+cn@mail.example.com。', 'email:li.wei+cn@mail.example.com'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each([
    '型号G12345678',
    '新A12345型',
    '上海市浦东新区',
    '3号机停机',
    '空调得弄一弄',
    '某某电路三号车间',
    'a@b',
    '@所有人',
  ])('%s is none', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    ['联系人：陈建国，', 'name:陈建国'],
    ['与陈建国电话沟通', 'name:陈建国'],
    ['欧阳明先生来电', 'name:欧阳明'],
    ['张伟，样品收到了', 'name:张伟'],
    ['Dear Mr. John Smith', 'name:John Smith'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each(['王经理和李工在', '项目经理请假', '安全总监', '常州，金华', '时间，成本'])(
    '%s holds none',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  it('finds known ones wherever they stand', () => {
    expect(found('让栾赟赟把表填好', ['栾赟赟'])).toEqual(['name:栾赟赟']);
  });
});

describe('masks', () => {
  it.each<[PersonalKind, string, string]>([
    ['mobile', '13812345678', '138****5678'],
    ['mobile', '+86 138 1234 5678', '+86 138****5678'],
    ['landline', '010-62345678', '010-****5678'],
    ['email', 'alice@example.com', 'a***@example.com'],
    ['name', '张三丰', '张**'],
    ['name', '欧阳修', '欧阳**'],
    ['name', 'John Smith', 'J*** S***'],
    ['idCard', '11010519491231002X', '110***********002X'],
    ['bankCard', '6222 0212 3456 7890 128', '6222 **** 0128'],
    ['passport', 'E12345678', 'E******78'],
    ['plate', '京A12345', '京A***45'],
    ['address', '上海市浦东新区世纪大道100号', '上海市****'],
    ['address', '中山路88号', '****'],
  ])('a %s %s as %s', (kind, value, masked) => {
    expect(maskValue(value, kind)).toBe(masked);
  });

  it('a telephone field whole, whatever it holds', () => {
    expect(maskPhone('10076950001')).toBe('100****0001');
    expect(maskPhone('021-5555 1234 转 8')).not.toContain('5555');
    expect(maskPhone('不详')).toBe('****');
    expect(maskPhone('')).toBe('');
  });

  it('a text without personal data stays the same', () => {
    const text = '王经理说项目推迟到3月，订单号13812345678';
    expect(maskText(text)).toBe(text);
  });
});

const HOSTILE = [
  '1',
  '12 ',
  '1-',
  '138',
  '@',
  'a@',
  'a.',
  '京A',
  '路1',
  '路1号',
  '区',
  '省市区路',
  '张',
  '张伟',
  '联系人：',
  '４',
  'A1 ',
  '12, Aa ',
  '12 Aaaaaaaaaaaaaaaaaaaa ',
  '卡号',
  '栋1',
  '大道',
  '中心',
  '.',
  ' ',
];

describe('whatever the text', () => {
  it('long repetitions come to an end well within the time of a test', () => {
    // Twenty seconds for a dozen texts of 100,000 characters: a finder that goes back and forth would need hours.
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 4 }),
        (parts) => {
          const unit = parts.join('');
          const text = unit.repeat(Math.ceil(100_000 / unit.length));
          expect(findPersonal(text).length).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('findings are in order, apart, inside the text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc
        .array(fc.constantFrom(...HOSTILE, '13812345678', '张伟先生', 'a@b.cn'), { maxLength: 40 })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let end = 0;
        for (const one of findPersonal(text)) {
          expect(one.start).toBeGreaterThanOrEqual(end);
          expect(one.end).toBeGreaterThan(one.start);
          end = one.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('a masked text holds nothing of what was found in it', () => {
    const piece = fc.constantFrom(
      '13812345678',
      '联系人：陈建国，',
      'li.wei@example.com',
      '身份证11010519491231002X',
      '，改日再谈。',
      '价格',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('，');
        const masked = maskText(text);
        for (const { start, end } of certain(findPersonal(text))) {
          expect(masked).not.toContain(text.slice(start, end));
        }
        expect(maskText(masked)).toBe(masked);
      }),
    );
  });
});
