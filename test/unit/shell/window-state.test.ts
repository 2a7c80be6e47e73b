import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { placeWindow } from '#electron/shell/window-state';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };

describe('placeWindow', () => {
  it('opens where it was left', () => {
    const left = { x: 100, y: 50, width: 1200, height: 800, maximized: true };
    expect(placeWindow(left, [screen])).toEqual(left);
  });

  it('comes back to the first screen when the second one is gone', () => {
    const left = { x: 2500, y: 50, width: 1200, height: 800, maximized: false };
    const placed = placeWindow(left, [screen]);
    expect(placed.x + placed.width).toBeLessThanOrEqual(screen.width);
  });

  const rectangle = fc.record({
    x: fc.integer({ min: -5000, max: 5000 }),
    y: fc.integer({ min: -5000, max: 5000 }),
    width: fc.integer({ min: 800, max: 4000 }),
    height: fc.integer({ min: 600, max: 3000 }),
  });
  test.prop([rectangle, rectangle])('is never out of sight', (stored, onlyScreen) => {
    const placed = placeWindow({ ...stored, maximized: false }, [onlyScreen]);
    const seenWidth =
      Math.min(placed.x + placed.width, onlyScreen.x + onlyScreen.width) -
      Math.max(placed.x, onlyScreen.x);
    const seenHeight =
      Math.min(placed.y + placed.height, onlyScreen.y + onlyScreen.height) -
      Math.max(placed.y, onlyScreen.y);
    expect(seenWidth).toBeGreaterThan(0);
    expect(seenHeight).toBeGreaterThan(0);
  });
});
