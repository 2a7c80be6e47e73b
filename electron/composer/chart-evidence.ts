import { backtestHits, briefScale, riskRange, variableName } from '#shared/composer/rehearsal';
import type { DocumentText } from '#shared/composer/text';
import { formatCount, formatPercent } from '#shared/format';
import type { RunResult } from '#shared/sandbox/run-result';
import {
  axisLook,
  axisNumber,
  COLOURS,
  emptyPlan,
  frame,
  LABELS_INSIDE,
  nameAxis,
} from './chart-frame';
import type { ChartPlan, Planner } from './chart-frame';
import { errorBars, rangeBars } from './chart-marks';
import { effectShare, rehearsedAmount } from '#shared/sandbox/rehearsed-figures';

/** What does not fit leaves the rest of its page empty, so pictures are low; the table lists all risks. */
const MOST_RISKS = 6;

/** Largest effects first, with their 95 % intervals; those not told from zero are hollow. */
export const risksPlan: Planner = (run, { language, text }) => {
  const risks = run.risks.slice(0, MOST_RISKS);
  const top = risks.find((risk) => !risk.notDistinguishable);
  const scale = briefScale(
    risks.flatMap((r) => [r.intervalMinor.low, r.intervalMinor.high]),
    run.currency,
    language,
  );
  const subtitle = text('chart.risksSubtitle', { unit: scale.label });
  const effect = (minor: number, share: number | null) => {
    const amount = rehearsedAmount(Math.abs(minor), run.currency, language);
    const change = text(minor > 0 ? 'chart.effectUp' : 'chart.effectDown', { amount });
    if (share === null) return change;
    return text('chart.effectShare', {
      effect: change,
      percent: effectShare(share, true),
    });
  };
  if (!top) return emptyPlan(text('chart.risksTitleNone'), subtitle);
  const names = risks.map((risk) => {
    const name = text(`variable.${risk.id}`);
    if (risk.kind === 'switch') return name;
    return text('chart.riskRange', { name, ...riskRange(risk, run, { language, text }) });
  });
  const rows = risks.map((risk) => ({
    value: risk.effectMinor / scale.minor,
    low: risk.intervalMinor.low / scale.minor,
    high: risk.intervalMinor.high / scale.minor,
    label: risk.notDistinguishable ? text('table.noEffect') : scale.format(risk.effectMinor, true),
    hollow: risk.notDistinguishable,
    colour: risk.effectMinor < 0 ? COLOURS.down : COLOURS.up,
  }));
  return {
    height: 84 + risks.length * 36,
    alt: text('chart.risksAlt', {
      items: risks
        .map((r) =>
          text('chart.risksItem', {
            name: text(`variable.${r.id}`),
            effect: r.notDistinguishable
              ? text('table.noEffect')
              : effect(r.effectMinor, r.effectPct),
          }),
        )
        .join(text('fact.semicolon')),
    }),
    option: {
      ...frame(
        text('chart.risksTitle', {
          name: variableName(top.id, language, text),
          effect: effect(top.effectMinor, top.effectPct),
        }),
        subtitle,
      ),
      grid: { left: 8, right: 70, top: 56, bottom: 8, ...LABELS_INSIDE },
      xAxis: {
        type: 'value',
        boundaryGap: ['20%', '20%'],
        ...axisLook,
        axisLabel: { ...axisLook.axisLabel, formatter: axisNumber },
      },
      yAxis: nameAxis(names),
      series: errorBars(rows),
    },
  };
};

/** What the model forecast in the past against what came; calibration where there are no cuts. */
export const backtestPlan: Planner = (run, { language, text }) => {
  const { cuts, calibration } = run.fit.backTest;
  if (cuts.length === 0) {
    return calibration.length > 0
      ? calibrationPlan(run, text)
      : emptyPlan(text('chart.noBacktestTitle'), text('chart.noBacktestSubtitle'));
  }
  const scale = briefScale(
    cuts.flatMap((c) => [c.predictedP90Minor, c.actualBookingsMinor]),
    run.currency,
    language,
  );
  const counts = { cuts: cuts.length, share: formatPercent(backtestHits(run) / cuts.length) };
  const rows = cuts.map((cut) => ({
    low: cut.predictedP10Minor / scale.minor,
    high: cut.predictedP90Minor / scale.minor,
    dot: cut.actualBookingsMinor / scale.minor,
    label: scale.format(cut.actualBookingsMinor),
    lowLabel: '',
    highLabel: '',
    colour: COLOURS.forecast,
  }));
  return {
    height: 86 + cuts.length * 28,
    alt: text('chart.backtestAlt', counts),
    option: {
      ...frame(
        text('chart.backtestTitle', counts),
        text('chart.backtestSubtitle', { unit: scale.label }),
      ),
      grid: { left: 8, right: 40, top: 62, bottom: 8, ...LABELS_INSIDE },
      xAxis: {
        type: 'value',
        min: 0,
        boundaryGap: ['0%', '9%'],
        ...axisLook,
        axisLabel: { ...axisLook.axisLabel, formatter: axisNumber },
      },
      yAxis: nameAxis(cuts.map((c) => c.cutDay)),
      series: rangeBars(rows),
    },
  };
};

function calibrationPlan(run: RunResult, text: DocumentText): ChartPlan {
  const bins = run.fit.backTest.calibration;
  const percentAxis = (title: string) => ({
    type: 'value',
    min: 0,
    max: 100,
    name: title,
    nameLocation: 'middle',
    nameGap: 30,
    ...axisLook,
    axisLabel: { ...axisLook.axisLabel, formatter: '{value}%' },
  });
  const items = bins.map((bin) =>
    text('chart.calibrationItem', {
      predicted: formatPercent(bin.predicted),
      actual: formatPercent(bin.actual),
      deals: formatCount(bin.deals),
    }),
  );
  return {
    height: 380,
    alt: text('chart.calibrationAlt', { items: items.join(text('fact.semicolon')) }),
    option: {
      ...frame(text('chart.calibrationTitle'), text('chart.calibrationSubtitle')),
      grid: { left: 30, right: 30, top: 72, bottom: 34, ...LABELS_INSIDE },
      xAxis: percentAxis(text('chart.predicted')),
      yAxis: percentAxis(text('chart.actual')),
      series: [
        {
          type: 'line',
          showSymbol: false,
          data: [
            [0, 0],
            [100, 100],
          ],
          lineStyle: { color: '#767676', type: 'dashed', width: 1 },
        },
        {
          type: 'scatter',
          symbolSize: 10,
          itemStyle: { color: COLOURS.forecast },
          label: { show: true, position: 'right', color: COLOURS.ink, formatter: '{@[2]}' },
          data: bins.map((bin) => [bin.predicted * 100, bin.actual * 100, bin.deals]),
        },
      ],
    },
  };
}
