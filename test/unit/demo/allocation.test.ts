import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEMO_CHAIN, generateChain } from '../../../scripts/demo/allocation/index.ts';
import { DEMO } from './demo-files.ts';

test('the chain in resources/demo is the one the generator makes', () => {
  const files = generateChain(DEMO_CHAIN);
  expect([...files.keys()]).toHaveLength(5);
  for (const [name, text] of files) {
    expect(readFileSync(join(DEMO, 'allocation', name), 'utf8') === text).toBe(true);
  }
});
