import { expect, test } from 'vitest';
import { accountMatcher } from '#electron/pipeline/duplicates/matcher';
import { importBench } from '../pipeline/import-setup';

test('a file of accounts brings tax number, web page and phone, and the next one can be matched by them', async () => {
  const bench = importBench();
  const path = bench.file(
    'accounts.csv',
    '客户名称,税号,官网,公司电话\n博远科技有限公司,91350100M000100Y43,www.boyuan.example,021-65529988\n',
  );
  expect(await bench.run(path, 'account')).toMatchObject({ inserted: 1, rejected: 0 });
  const stored = bench.replica.read(
    (tx) => tx.get('SELECT tax_id, website, phone FROM account'),
    null,
  );
  expect(stored).toEqual({
    tax_id: '91350100M000100Y43',
    website: 'www.boyuan.example',
    phone: '021-65529988',
  });
  const facts = { name: '另一种写法', shortName: null, city: null, sites: [], phone: null };
  const found = bench.replica.read(
    (tx) => accountMatcher(tx)({ ...facts, taxId: '91350100M000100Y43' }),
    null,
  );
  expect(found).toMatchObject([{ score: 100, reasons: ['taxSame'] }]);
  bench.close();
});
