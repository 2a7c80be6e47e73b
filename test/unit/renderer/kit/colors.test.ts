import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chartSeriesColors } from '#renderer/kit/theme/chart-palette';
import { themeColors } from '#renderer/kit/theme/colors';

/** Relative luminance and contrast as WCAG 2.2 defines them, for `#rrggbb`. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['ground', 'surface', 'raised', 'hover', 'selected'] as const;
const TEXTS = [
  'text',
  'textSecondary',
  'textTertiary',
  'link',
  'success',
  'warning',
  'error',
] as const;

describe.each(['light', 'dark'] as const)('the %s theme', (mode) => {
  const color = themeColors(mode);

  it.each(TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)))(
    'writes %s readably on %s',
    (text, ground) => {
      expect(contrast(color[text], color[ground])).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('draws controls and chart series with 3:1 on the surface', () => {
    for (const mark of [color.control, ...chartSeriesColors(mode)]) {
      expect(contrast(mark, color.surface)).toBeGreaterThanOrEqual(3);
    }
  });

  it('writes white readably on the primary button', () => {
    expect(contrast('#ffffff', color.primary)).toBeGreaterThanOrEqual(4.5);
  });

  it('has the same values in the style sheet', () => {
    const css = readFileSync(
      join(import.meta.dirname, '../../../../renderer/styles/theme.css'),
      'utf8',
    );
    const [light = '', dark = ''] = css.split(":root[data-theme='dark']");
    const block = mode === 'dark' ? dark : light;
    for (const [name, value] of Object.entries(color)) {
      const variable = `--st-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      expect(block).toContain(`${variable}: ${value};`);
    }
  });
});
