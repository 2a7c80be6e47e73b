import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownText } from '#shared/pipeline/own-text';

test('is the same text, whatever its length and characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(ownText(text)).toBe(text);
    }),
  );
});
