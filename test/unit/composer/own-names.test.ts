import { expect, it } from 'vitest';
import { ownRun } from '#electron/composer/own-names';
import { runFixture } from './run-fixture';

it('a document names what the app named in its own language, and nothing else of a rehearsal differs', () => {
  const run = runFixture();
  const [first, ...others] = run.request.variants;
  if (first === undefined) throw new Error('the fixture has variants');
  const named = {
    ...run,
    request: { ...run.request, variants: [{ ...first, name: '照现状推进' }, ...others] },
  };
  const read = ownRun(named, 'en');
  expect(read.request.variants.map(({ name }) => name)).toEqual([
    'Carry on as today',
    ...others.map(({ name }) => name),
  ]);
  expect(ownRun(read, 'zh-CN')).toEqual(named);
});
