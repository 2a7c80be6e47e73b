import type { DataWarning, FileNote } from '../report';

/** Weekly sales of departments in shops. */
export interface SalesPanel {
  readonly notes: readonly FileNote[];
  readonly warnings: readonly DataWarning[];
  /** Number of the first week (days since 1970 ÷ 7) and how many there are. */
  readonly firstWeek: number;
  readonly weeks: number;
  /** Whether a week holds a holiday. */
  readonly holiday: Uint8Array;
  readonly series: readonly SalesSeries[];
  /** Kind and size of shops, by name; empty where that is not known. */
  readonly shops: ReadonlyMap<string, { readonly type: string; readonly size: number }>;
}

export interface SalesSeries {
  readonly shop: string;
  readonly department: string;
  /** One value a week, NaN where there is no row. */
  readonly values: Float64Array;
}

/**
 * Series over the weeks of two panels. What both hold, the first decides.
 * @returns for each series of the result its values; weeks begin with the first week of either
 */
export function mergedPanels(one: SalesPanel, other: SalesPanel): SalesPanel {
  const firstWeek = Math.min(one.firstWeek, other.firstWeek);
  const end = Math.max(one.firstWeek + one.weeks, other.firstWeek + other.weeks);
  const weeks = end - firstWeek;
  const holiday = new Uint8Array(weeks);
  const all = new Map<string, SalesSeries>();
  for (const panel of [other, one]) {
    const shift = panel.firstWeek - firstWeek;
    panel.holiday.forEach((flag, week) => {
      if (flag === 1) holiday[week + shift] = 1;
    });
    for (const { shop, department, values } of panel.series) {
      const key = `${shop} ${department}`;
      const series = all.get(key) ?? {
        shop,
        department,
        values: new Float64Array(weeks).fill(NaN),
      };
      values.forEach((value, week) => {
        if (!Number.isNaN(value)) series.values[week + shift] = value;
      });
      all.set(key, series);
    }
  }
  return {
    ...one,
    firstWeek,
    weeks,
    holiday,
    series: [...all.values()],
    shops: new Map([...other.shops, ...one.shops]),
  };
}
