import { describe, expect, test } from 'vitest';
import { assert, property, string } from 'fast-check';
import {
  type AccountFacts,
  accountKeys,
  accountLikeness,
} from '#shared/pipeline/duplicates/account-rules';
import { companyName } from '#shared/pipeline/duplicates/company-name';
import {
  type ContactFacts,
  contactKeys,
  contactLikeness,
} from '#shared/pipeline/duplicates/contact-rules';
import { Blocks } from '#shared/pipeline/duplicates/blocking';
import { isNear } from '#shared/pipeline/duplicates/names';
import { domainKey, phoneKey } from '#shared/pipeline/duplicates/reach';
import { isTaxId, taxIdCheck } from '#shared/pipeline/duplicates/tax-id';

const NOTHING = { shortName: null, taxId: null, city: null, sites: [], phone: null };
const account = (name: string, more: Partial<AccountFacts> = {}): AccountFacts => ({
  ...NOTHING,
  name,
  ...more,
});
function alike(a: string | AccountFacts, b: string | AccountFacts) {
  const keys = (one: string | AccountFacts) =>
    accountKeys(typeof one === 'string' ? account(one) : one);
  return accountLikeness(keys(a), keys(b));
}
const body = '91350100M000100Y4';
const TAX = `${body}${taxIdCheck(body)}`;
const otherBody = '91110108MA0000001';
const OTHER_TAX = `${otherBody}${taxIdCheck(otherBody)}`;

describe('the name of a company', () => {
  test.each([
    ['上海博远科技股份有限公司', { core: '博远科技', region: '上海', form: 'stock' }],
    ['博远科技（上海）有限责任公司', { core: '博远科技', region: '上海', form: 'limited' }],
    ['广东省深圳市博远科技有限公司', { core: '博远科技', region: '深圳', form: 'limited' }],
    ['博远集团有限公司', { core: '博远', group: true, form: 'limited' }],
    ['博远（集团）股份有限公司', { core: '博远', group: true, form: 'stock' }],
    ['博远（中国）有限公司', { core: '博远', region: null }],
    ['博远科技有限公司北京分公司', { core: '博远科技', branch: '北京' }],
    ['博远科技北京分公司', { core: '博远科技', branch: '北京' }],
    ['上海银行', { core: '上海银行', region: null }],
    ['Acme, Inc.', { core: 'acme', form: 'inc' }],
    ['The Acme Company Ltd', { core: 'acme', form: 'limited' }],
    ['ＡＣＭＥ　ＧｍｂＨ', { core: 'acme', form: 'gmbh' }],
    ['Müller & Söhne GmbH & Co. KG', { core: 'muller sohne', form: 'gmbh kg' }],
    ['公司', { core: '公司' }],
    ['', { core: '' }],
  ])('%s', (name, expected) => {
    expect(companyName(name)).toMatchObject(expected);
  });

  test('is taken apart whatever it is', () => {
    assert(
      property(string({ unit: 'grapheme' }), (name) => {
        expect(() => accountKeys(account(name))).not.toThrow();
      }),
    );
  });
});

describe('accounts', () => {
  test.each([
    ['上海博远科技有限公司', '上海博远科技有限责任公司', 86, ['coreSame']],
    ['上海博远科技有限公司', '博远科技有限公司', 79, ['coreSame', 'regionMissing']],
    ['上海博远科技有限公司', '上海博远科技', 84, ['coreSame', 'formMissing']],
    ['博远科技有限公司', '博远科技股份有限公司', 68, ['coreSame', 'formDiffers']],
    ['博远科技有限公司', '博元科技有限公司', 76, ['soundSame']],
    ['博远科技有限公司', '博远科级技有限公司', 66, ['nearName']],
    ['博远科技有限公司', '博 远科技（有限公司）', 92, ['nameSame']],
    ['Acme Inc', 'Acme GmbH', 68, ['coreSame', 'formDiffers']],
    ['Acme Inc', 'ACME Incorporated', 92, ['nameSame']],
  ])('%s and %s: %i', (a, b, score, reasons) => {
    expect(alike(a, b)).toEqual({ score, reasons });
  });

  test.each([
    ['上海博远科技有限公司', '北京博远科技有限公司'],
    ['博远科技有限公司', '博远科技有限公司北京分公司'],
    ['博远科技有限公司上海分公司', '博远科技有限公司北京分公司'],
    ['长沙市第一医院', '长沙市第二医院'],
    ['城东机械厂', '城西机械厂'],
    ['博远科技有限公司', '博达科技有限公司'],
    ['Household 12', 'Household 123'],
    ['博远科技有限公司', '博远能源有限公司'],
    ['上海银行', '北京银行'],
  ])('%s and %s are two', (a, b) => {
    expect(alike(a, b)).toBeNull();
  });

  test('one number of the register is one company, two are two, a wrong check digit is none', () => {
    expect(
      alike(account('甲', { taxId: TAX }), account('乙', { taxId: ` ${TAX.toLowerCase()}` })),
    ).toEqual({
      score: 100,
      reasons: ['taxSame'],
    });
    const same = '博远科技有限公司';
    expect(alike(account(same, { taxId: TAX }), account(same, { taxId: OTHER_TAX }))).toBeNull();
    const wrong = `${body}${TAX.endsWith('3') ? '4' : '3'}`;
    expect(isTaxId(wrong)).toBe(false);
    expect(alike(account('甲', { taxId: wrong }), account('乙', { taxId: wrong }))).toBeNull();
  });

  test('domain and phone speak for it, free mail does not', () => {
    const near = ['博远科技有限公司', '博远科级技有限公司'] as const;
    const at = (name: string, site: string) => account(name, { sites: [site] });
    expect(alike(at(near[0], 'a@boyuan.cn'), at(near[1], 'https://www.boyuan.cn/x'))).toMatchObject(
      { score: 78 },
    );
    expect(alike(at(near[0], 'a@qq.com'), at(near[1], 'b@qq.com'))).toMatchObject({ score: 66 });
    expect(alike(at('甲乙', 'a@boyuan.cn'), at('丙丁', 'b@boyuan.cn'))).toBeNull();
  });

  test('likeness does not depend on the order', () => {
    const names = [
      '博远',
      '上海博远科技有限公司',
      '博远科技',
      'Acme',
      'Acme Inc',
      '博元科技',
      '博远集团',
      '博远科技北京分公司',
    ];
    for (const a of names) for (const b of names) expect(alike(a, b)).toEqual(alike(b, a));
  });
});

describe('numbers and addresses', () => {
  test('the check digit finds every single wrong character', () => {
    // The example of GB 32100-2015.
    expect(taxIdCheck('91350100M000100Y4')).toBe('3');
    expect(isTaxId(TAX)).toBe(true);
    for (let at = 0; at < TAX.length; at += 1) {
      for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
        const changed = TAX.slice(0, at) + other + TAX.slice(at + 1);
        expect(isTaxId(changed)).toBe(changed === TAX);
      }
    }
  });
  test.each([
    ['+86 138-0013-8000', '13800138000'],
    ['0086 010 6552 9988', '1065529988'],
    ['（010）65529988转12', '1065529988'],
    ['12345', null],
  ])('%s', (text, key) => expect(phoneKey(text)).toBe(key));
  test.each([
    ['HTTPS://www.Boyuan.cn/about', 'boyuan.cn'],
    ['li@boyuan.cn', 'boyuan.cn'],
    ['li@qq.com', null],
    ['none', null],
  ])('%s', (text, key) => expect(domainKey(text)).toBe(key));
});

describe('contacts', () => {
  const NOBODY = { accountId: null, email: null, phone: null };
  const likeness = (a: Partial<ContactFacts>, b: Partial<ContactFacts>) =>
    contactLikeness(
      contactKeys({ name: '王伟', ...NOBODY, ...a }),
      contactKeys({ name: '王伟', ...NOBODY, ...b }),
    );
  test('a name alone says nothing, with the account it does', () => {
    expect(likeness({}, {})).toBeNull();
    expect(likeness({ accountId: 'a' }, { accountId: 'a', name: '王伟先生' })).toMatchObject({
      score: 82,
    });
    expect(likeness({ accountId: 'a' }, { accountId: 'b' })).toBeNull();
    expect(likeness({ accountId: 'a' }, { accountId: 'a', name: 'Wei Wang' })).toMatchObject({
      score: 70,
    });
  });
  test('an address or a number is one person, a shared box is not', () => {
    expect(likeness({ email: 'W@a.cn' }, { email: 'w@a.cn' })).toMatchObject({ score: 94 });
    expect(likeness({ email: 'info@a.cn' }, { email: 'info@a.cn' })).toBeNull();
    expect(likeness({ phone: '13800138000' }, { phone: '+86 13800138000' })).toMatchObject({
      score: 92,
    });
    expect(likeness({ phone: '13800138000' }, { phone: '13800138000', name: '李娜' })).toBeNull();
  });
});

test('near names share a block, and no pair comes twice', () => {
  expect(isNear('abcd', 'abxd')).toBe(true);
  expect(isNear('abcd', 'abcd')).toBe(false);
  expect(isNear('abc', 'abx')).toBe(false);
  const blocks = new Blocks();
  blocks.add(0, ['x', 'y']);
  blocks.add(1, ['y', 'x', 'x']);
  blocks.add(2, ['z']);
  expect(blocks.pairs()).toEqual([[0, 1]]);
});
