import { AG_GRID_LOCALE_CN, AG_GRID_LOCALE_EN } from '@ag-grid-community/locale';
import { type GridOptions, themeQuartz } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppSettings } from '#shared/workspace/model';
import { styleNonce } from '../../app/boot';
import { usePreferences, useThemeMode } from '../../app/preferences';
import { themeColors, type ThemeMode } from '../theme/colors';
import { fontFamily } from '../theme/tokens';

/** Row heights in px of the three densities. */
const ROW_HEIGHT: Readonly<Record<AppSettings['density'], number>> = {
  compact: 28,
  standard: 34,
  comfortable: 42,
};

function gridTheme(mode: ThemeMode, language: string, rowHeight: number) {
  const color = themeColors(mode);
  return themeQuartz.withParams({
    fontFamily: fontFamily(language),
    fontSize: 13,
    headerFontSize: 13,
    headerFontWeight: 600,
    rowHeight,
    headerHeight: rowHeight + 2,
    spacing: 6,
    accentColor: color.link,
    backgroundColor: color.surface,
    foregroundColor: color.text,
    headerBackgroundColor: color.hover,
    headerTextColor: color.text,
    borderColor: color.divider,
    chromeBackgroundColor: color.surface,
    menuBackgroundColor: color.raised,
    oddRowBackgroundColor: color.surface,
    rowHoverColor: color.hover,
    selectedRowBackgroundColor: color.selected,
    rangeSelectionBorderColor: color.link,
    inputBorder: { color: color.control },
    inputPlaceholderTextColor: color.textTertiary,
    iconColor: color.textSecondary,
    wrapperBorderRadius: 8,
    browserColorScheme: mode,
  });
}

/** What every grid shares: theme, density, language, nonce, one tab stop, stable DOM order. */
export type GridDefaults = Pick<
  GridOptions,
  | 'theme'
  | 'localeText'
  | 'styleNonce'
  | 'rowHeight'
  | 'ensureDomOrder'
  | 'enableCellTextSelection'
  | 'animateRows'
  | 'suppressDragLeaveHidesColumns'
>;

/**
 * Grid options by the user's theme, density (`own` = of this grid) and language. Spread them first; modules are
 * registered by the room.
 */
export function useGridDefaults(own?: AppSettings['density']): GridDefaults {
  const { i18n } = useTranslation();
  const { density: general } = usePreferences();
  const density = own ?? general;
  const mode = useThemeMode();
  return useMemo(
    () => ({
      theme: gridTheme(mode, i18n.language, ROW_HEIGHT[density]),
      localeText: i18n.language === 'en' ? AG_GRID_LOCALE_EN : AG_GRID_LOCALE_CN,
      styleNonce: styleNonce(),
      rowHeight: ROW_HEIGHT[density],
      ensureDomOrder: true,
      enableCellTextSelection: false,
      animateRows: false,
      suppressDragLeaveHidesColumns: true,
    }),
    [mode, i18n.language, density],
  );
}
