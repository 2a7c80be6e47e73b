export type ThemeMode = 'light' | 'dark';

/**
 * Colours by meaning. All text pairs reach 4.5:1 on their ground, control borders and icons 3:1
 * (antd's own primary #1677ff and 45 % grey do not). The same values stand in `styles/theme.css`.
 */
const COLORS = {
  light: {
    primary: '#0958d9',
    primaryHover: '#0747b3',
    link: '#0958d9',
    success: '#237804',
    warning: '#874d00',
    error: '#cf1322',
    ground: '#f4f5f7',
    surface: '#ffffff',
    raised: '#ffffff',
    text: '#1f2329',
    textSecondary: '#4b5159',
    textTertiary: '#5f666f',
    control: '#868c95',
    divider: '#e2e5ea',
    selected: '#e6efff',
    hover: '#f0f2f5',
  },
  dark: {
    primary: '#1668dc',
    primaryHover: '#1359bd',
    link: '#7ab0ff',
    success: '#73c940',
    warning: '#e8b339',
    error: '#ff7875',
    ground: '#141414',
    surface: '#1d1e20',
    raised: '#28292c',
    text: '#e8eaed',
    textSecondary: '#b9bdc4',
    textTertiary: '#9ba1aa',
    control: '#757b85',
    divider: '#33353a',
    selected: '#1b2d4b',
    hover: '#26282b',
  },
} as const;

export type ThemeColors = (typeof COLORS)[ThemeMode];

/** The colours of a theme, for what cannot read CSS variables (canvas, grid parameters). */
export function themeColors(mode: ThemeMode): ThemeColors {
  return COLORS[mode];
}
