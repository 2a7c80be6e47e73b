import { Button } from 'antd';
import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useThemeMode } from '../../app/preferences';
import type { ThemeMode } from '../theme/colors';
import { chartTheme } from './chart-theme';
import styles from './chart.module.css';
import { init } from './registry';
import { ScrollRegion } from '../ScrollRegion';

/** A chart's figures as text cells, already formatted; the same figures, not a summary. */
export interface ChartTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns to right-align. */
  readonly numeric?: readonly boolean[];
}

/** Above this many marks canvas is faster than SVG. */
const MARKS_FOR_CANVAS = 2000;

const REPLACED_WHOLE = ['series', 'xAxis', 'yAxis', 'grid', 'dataset'];

interface ChartProps {
  /** The finding or the question, not the type of the chart. */
  readonly title: string;
  /** Unit, period, source. */
  readonly subtitle?: string;
  /** ECharts option without colours of text and axes (they follow the theme). HTML tooltips are off. */
  readonly option: EChartsCoreOption;
  readonly table: ChartTable;
  /** Height in px. */
  readonly height?: number;
  /** How many marks it draws; decides between SVG and canvas. */
  readonly marks?: number;
}

/** A chart that can be read without seeing it: titled, described, and one click away from its table. */
export function Chart(props: ChartProps) {
  const { t } = useTranslation('common');
  const { i18n } = useTranslation();
  const mode = useThemeMode();
  const [asTable, setAsTable] = useState(false);
  const height = props.height ?? 280;
  const renderer = (props.marks ?? 0) <= MARKS_FOR_CANVAS ? 'svg' : 'canvas';
  return (
    <figure className={styles.figure} aria-label={props.title}>
      <figcaption className={styles.caption}>
        <div>
          <h3>{props.title}</h3>
          {props.subtitle === undefined ? null : <p>{props.subtitle}</p>}
        </div>
        <Button
          size="small"
          type="text"
          onClick={() => setAsTable(!asTable)}
          aria-pressed={asTable}
        >
          {asTable ? t('chart.asChart') : t('chart.asTable')}
        </Button>
      </figcaption>
      {asTable ? (
        <FigureTable table={props.table} height={height} label={props.title} />
      ) : (
        <Canvas
          key={`${mode} ${renderer} ${i18n.language}`}
          option={props.option}
          height={height}
          renderer={renderer}
          mode={mode}
          language={i18n.language}
        />
      )}
    </figure>
  );
}

/** The drawing. Theme, language and renderer are fixed at birth: the caller remounts it by `key`. */
function Canvas(props: {
  readonly option: EChartsCoreOption;
  readonly height: number;
  readonly renderer: 'svg' | 'canvas';
  readonly mode: ThemeMode;
  readonly language: string;
}) {
  const { option, height, renderer, mode, language } = props;
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);

  useLayoutEffect(() => {
    const element = holder.current;
    if (element === null) return undefined;
    const instance = init(element, chartTheme(mode, language), {
      renderer,
      locale: language === 'en' ? 'EN' : 'ZH',
    });
    chart.current = instance;
    const observer = new ResizeObserver(() => instance.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      instance.dispose();
      chart.current = null;
    };
  }, [mode, renderer, language]);

  useLayoutEffect(() => {
    const { tooltip, ...rest } = option;
    chart.current?.setOption(
      {
        animationDuration: 160,
        aria: { enabled: true, decal: { show: true } },
        ...rest,
        // HTML tooltips write style attributes, which the Content Security Policy refuses.
        tooltip: { ...(typeof tooltip === 'object' ? tooltip : {}), renderMode: 'richText' },
      },
      { replaceMerge: REPLACED_WHOLE.filter((part) => part in option) },
    );
  }, [option]);

  return <div ref={holder} style={{ height }} />;
}

/** As tall as the chart, so that switching moves nothing on the page. */
function FigureTable(props: {
  readonly table: ChartTable;
  readonly height: number;
  readonly label: string;
}) {
  const { header, rows, numeric } = props.table;
  const side = (column: number) => (numeric?.[column] === true ? styles.number : undefined);
  return (
    <ScrollRegion className={styles.scroll} height={props.height} role="group" label={props.label}>
      <table className={styles.table}>
        <thead>
          <tr>
            {header.map((title, column) => (
              <th key={title} scope="col" className={side(column)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('\u0000')}>
              {row.map((cell, column) => (
                <td key={header[column]} className={side(column)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
