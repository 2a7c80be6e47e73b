import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsText } from '#electron/cli/row-counts';
import type { RowCounts } from '#shared/workspace/row-counts';

const row = (entity: string, inserted: number, updated = 0, removed = 0) => ({
  entity,
  inserted,
  updated,
  removed,
});

describe('what an import did, in one sentence', () => {
  const deals = [row('pipeline', 1), row('account', 2), row('owner', 1), row('opportunity', 3, 4)];

  it('names new, made by name and updated rows, deals first', () => {
    expect(countsText('zh-CN', deals)).toBe(
      '新增 3 个商机、1 个管道；随之新建 2 个客户、1 个负责人；更新 4 个商机',
    );
    expect(countsText('en', deals)).toBe(
      '3 opportunities, 1 pipeline added; 2 accounts, 1 owner created along with them; 4 opportunities updated',
    );
  });

  it('says that changed rows got back what they held before', () => {
    const back = [row('opportunity', 0, 4, 3), row('account', 0, 0, 1)];
    expect(countsText('zh-CN', back, true)).toBe('恢复 4 个商机；删除 3 个商机、1 个客户');
    expect(countsText('en', back, true)).toBe(
      '4 opportunities restored; 3 opportunities, 1 account deleted',
    );
  });

  it('accounts of their own file are new ones, not made by name', () => {
    expect(countsText('en', [row('account', 2)])).toBe('2 accounts added');
    expect(countsText('en', [])).toBe('');
  });

  it('leaves no row out and does not depend on the order of tables', () => {
    const some = fc.uniqueArray(
      fc.record({
        entity: fc.constantFrom('opportunity', 'account', 'owner', 'product', 'view', 'pipeline'),
        inserted: fc.nat(900),
        updated: fc.nat(900),
        removed: fc.nat(900),
      }),
      { selector: ({ entity }) => entity },
    );
    const total = (text: string) =>
      (text.match(/\d+/g) ?? []).reduce((sum, digits) => sum + Number(digits), 0);
    fc.assert(
      fc.property(some, (counts: RowCounts) => {
        const text = countsText('en', counts);
        const all = counts.reduce((sum, one) => sum + one.inserted + one.updated + one.removed, 0);
        expect(total(text)).toBe(all);
        const known = counts.filter(({ entity }) => entity !== 'view');
        expect(countsText('zh-CN', known.toReversed())).toBe(countsText('zh-CN', known));
      }),
    );
  });
});
