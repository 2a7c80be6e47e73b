import type PptxGenJS from 'pptxgenjs';
import { printable } from '#shared/composer/text';
import type { ChartData } from './chart-data';
import { AREA, COLOUR, FONT } from './pptx-look';

/** A chart with its finding and the same in words. */
export interface SlideChart {
  readonly title: string;
  readonly alt: string;
  readonly data: ChartData;
}

type Slides = ReturnType<PptxGenJS['addSlide']>;

/** The finding in words, the unit, and a chart of the presentation program's own with its figures. */
export function addChart(slide: Slides, chart: SlideChart, caption: string, lang: string): void {
  const { data } = chart;
  const base = { x: AREA.x, w: AREA.w, margin: 0, fontFace: FONT, lang };
  slide.addText(printable(chart.title), {
    ...base,
    y: AREA.y - 0.1,
    h: 0.4,
    fontSize: 16,
    bold: true,
    color: COLOUR.ink,
    fit: 'shrink',
  });
  slide.addText(printable(data.note), {
    ...base,
    y: AREA.y + 0.3,
    h: 0.35,
    fontSize: 12,
    color: COLOUR.soft,
    fit: 'shrink',
  });
  if (data.series.length > 0) draw(slide, chart);
  slide.addText(caption, { ...base, y: 6.6, h: 0.3, fontSize: 12, color: COLOUR.soft });
}

function draw(slide: Slides, { data, alt }: SlideChart): void {
  const labels = data.categories.map(printable);
  const series = data.series.map(({ name, values }) => ({
    name: printable(name),
    labels,
    values: [...values],
  }));
  const colours = data.series.map(({ colour }) => colour.slice(1).toUpperCase());
  const options: PptxGenJS.IChartOpts = {
    x: AREA.x,
    y: AREA.y + 0.7,
    w: AREA.w,
    h: 4.5,
    altText: printable(alt),
    chartColors: colours,
    showLegend: true,
    legendPos: 'b',
    legendFontFace: FONT,
    legendFontSize: 11,
    catAxisLabelFontFace: FONT,
    catAxisLabelFontSize: 11,
    catAxisLabelColor: COLOUR.ink,
    catAxisLabelPos: 'low',
    valAxisLabelFontFace: FONT,
    valAxisLabelFontSize: 11,
    valAxisLabelColor: COLOUR.soft,
    valAxisLabelFormatCode: data.format,
    valGridLine: { color: COLOUR.grid, size: 0.5 },
    catGridLine: { style: 'none' },
    lang: 'zh-CN',
  };
  switch (data.kind) {
    case 'bars':
      slide.addChart('bar', series, {
        ...options,
        barDir: 'bar',
        barGrouping: 'clustered',
        barGapWidthPct: 60,
        catAxisOrientation: 'maxMin' as 'minMax',
        showValue: true,
        dataLabelFormatCode: data.format,
        dataLabelFontFace: FONT,
        dataLabelFontSize: 10,
        dataLabelColor: COLOUR.ink,
      });
      return;
    case 'lines':
      slide.addChart('line', series, { ...options, lineSize: 2, lineDataSymbolSize: 7 });
      return;
    case 'combo': {
      const [columns, ...lines] = series;
      if (columns === undefined) return;
      const of = (from: number, to?: number) => ({ chartColors: colours.slice(from, to) });
      const parts = [
        { type: 'bar', data: [columns], options: { ...of(0, 1), barGapWidthPct: 10 } },
        ...(lines.length > 0
          ? [
              {
                type: 'line',
                data: lines,
                options: { ...of(1), lineDataSymbol: 'none', lineSize: 2 },
              },
            ]
          : []),
      ] as PptxGenJS.IChartMulti[];
      // Of a chart of several kinds the library takes the options where the figures of others stand.
      slide.addChart(parts, options as unknown as unknown[], options);
    }
  }
}
