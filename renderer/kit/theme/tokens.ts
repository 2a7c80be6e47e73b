import { theme as antdTheme, type ThemeConfig } from 'antd';
import { themeColors, type ThemeMode } from './colors';

const FONT_ZH =
  '"PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';
const FONT_EN = `-apple-system, "Segoe UI", Roboto, "Noto Sans", ${FONT_ZH}`;

/** The font stack of a language. Digits are made tabular in `styles/base.css`. */
export function fontFamily(language: string): string {
  return language === 'en' ? FONT_EN : FONT_ZH;
}

/** Grounds of notes: antd would derive muddy ones from the dark seeds that readable text needs in the light theme. */
const NOTE_GROUNDS = {
  light: {
    colorSuccessBg: '#f0f9eb',
    colorSuccessBorder: '#b7dba0',
    colorWarningBg: '#fff7e6',
    colorWarningBorder: '#ffd591',
    colorErrorBg: '#fff1f0',
    colorErrorBorder: '#ffb3ae',
  },
  dark: {},
} as const;

/** antd's configuration of one theme and language. Without `motion` everything is there at once. */
export function antdThemeConfig(mode: ThemeMode, language: string, motion: boolean): ThemeConfig {
  const color = themeColors(mode);
  return {
    algorithm: mode === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      fontFamily: fontFamily(language),
      motion,
      fontSize: 14,
      fontSizeSM: 12,
      fontWeightStrong: 600,
      borderRadius: 6,
      colorPrimary: color.primary,
      // Derived, it would be lighter, and white on it below 4.5:1.
      colorPrimaryHover: color.primaryHover,
      // antd draws its focus ring with this one: as visible as our own (`styles/base.css`).
      colorPrimaryBorder: color.link,
      lineWidthFocus: 2,
      ...NOTE_GROUNDS[mode],
      // The text of tags, too: the primary colour is too dark for that on a dark ground.
      colorInfo: color.link,
      colorLink: color.link,
      colorSuccess: color.success,
      colorWarning: color.warning,
      colorError: color.error,
      colorBgLayout: color.ground,
      colorBgContainer: color.surface,
      colorBgElevated: color.raised,
      colorText: color.text,
      colorTextSecondary: color.textSecondary,
      colorTextTertiary: color.textTertiary,
      colorTextDescription: color.textTertiary,
      colorTextPlaceholder: color.textTertiary,
      colorTextQuaternary: color.textTertiary,
      colorBorder: color.control,
      colorBorderSecondary: color.divider,
      colorSplit: color.divider,
      controlItemBgActive: color.selected,
      controlItemBgHover: color.hover,
      motionDurationFast: '0.12s',
      motionDurationMid: '0.16s',
      motionDurationSlow: '0.2s',
    },
    components: {
      Tabs: { itemSelectedColor: color.link, inkBarColor: color.link, itemHoverColor: color.link },
      Button: {
        defaultShadow: 'none',
        primaryShadow: 'none',
        dangerShadow: 'none',
        defaultHoverColor: color.link,
        defaultHoverBorderColor: color.link,
        defaultActiveColor: color.link,
        defaultActiveBorderColor: color.link,
      },
      // Low, so that a notice ends above the page's own head.
      Notification: { width: 460, paddingMD: 10, marginXS: 4, marginSM: 8, fontSizeLG: 14 },
      Tag: { defaultBg: color.hover, defaultColor: color.text },
      Tooltip: { colorBgSpotlight: mode === 'dark' ? '#3a3c41' : '#2b2f36' },
    },
  };
}
