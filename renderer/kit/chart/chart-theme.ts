import type { EChartsCoreOption } from 'echarts/core';
import { chartSeriesColors } from '../theme/chart-palette';
import { themeColors, type ThemeMode } from '../theme/colors';
import { fontFamily } from '../theme/tokens';

/** ECharts' theme object of a colour mode: axes, texts and tooltip from our tokens, never its own defaults. */
export function chartTheme(mode: ThemeMode, language: string): EChartsCoreOption {
  const color = themeColors(mode);
  const axis = {
    axisLine: { lineStyle: { color: color.control } },
    axisTick: { lineStyle: { color: color.control } },
    axisLabel: { color: color.textSecondary, fontSize: 12 },
    nameTextStyle: { color: color.textSecondary, fontSize: 12 },
    splitLine: { lineStyle: { color: color.divider } },
  };
  return {
    color: [...chartSeriesColors(mode)],
    backgroundColor: 'transparent',
    textStyle: { fontFamily: fontFamily(language), color: color.text, fontSize: 12 },
    // Labels are kept inside by ECharts itself; its default margins waste a third of a small chart.
    grid: { left: 12, right: 16, top: 40, bottom: 12 },
    legend: { textStyle: { color: color.textSecondary }, inactiveColor: color.textTertiary },
    tooltip: {
      backgroundColor: color.raised,
      borderColor: color.divider,
      textStyle: { color: color.text, fontSize: 12 },
    },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false }, axisTick: { show: false } },
    timeAxis: axis,
    logAxis: axis,
  };
}
