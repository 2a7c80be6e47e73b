import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CARRIERS, PILOT_COUNT } from '#electron/composer/pixel-mark/carriers';
import { encodeId } from '#electron/composer/pixel-mark/mark-code';

const fingerprint = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

describe('the carriers', () => {
  it('are different waves, none of them beside an axis', () => {
    const places = new Set(CARRIERS.map(({ x, y }) => `${x} ${y}`));
    expect(places.size).toBe(480);
    expect(PILOT_COUNT).toBe(64);
    expect(CARRIERS.every(({ x, y }) => Math.abs(x) >= 3 && y >= 3)).toBe(true);
  });

  it('are those of the pages that are out already, and so is the code', () => {
    const text = CARRIERS.map(({ x, y, phase }) => `${x} ${y} ${phase.toFixed(9)}`).join('\n');
    expect(fingerprint(text)).toBe('9efb2984fc518e29');
    expect(fingerprint(encodeId(0x0123_4567_89ab_cdefn).join(' '))).toBe('48342265168d1a17');
  });
});
