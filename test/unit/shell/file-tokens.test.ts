import { expect, it } from 'vitest';
import { FileTokens } from '#electron/shell/file-tokens';

it('gives a path only for a token that was given out', () => {
  let number = 0;
  const tokens = new FileTokens(() => `t${(number += 1)}`);
  const token = tokens.register('/data/客户.csv');
  expect(tokens.resolve(token)).toBe('/data/客户.csv');
  expect(() => tokens.resolve('/etc/passwd')).toThrow('unknown file token');
});
