import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatChance, formatCount, formatDecimal, formatPercent } from '#shared/format';
import { biasOf } from '#shared/sandbox/back-test-bias';
import type { FitReport, ParameterReport } from '#shared/sandbox/fit-report';
import { oneSidedOf } from '#shared/sandbox/one-sided';
import { unbroken } from '#shared/unbroken';
import { useThemeMode } from '../app/preferences';
import { Chart } from '../kit/chart/Chart';
import { Section } from '../kit/page/Page';
import { themeColors } from '../kit/theme/colors';
import { Button, Drawer, Table, Tag, type TableColumnsType } from '../kit/ui';
import { backTestOption } from './charts';
import { parameterText } from './parameter-text';
import styles from './sandbox.module.css';
import { TrustTag } from './TrustTag';
import { useFigures } from './use-figures';

/** What the model was fitted on and how far to trust it: one paragraph, the whole report behind a button. */
export function FitCard({ fit }: { readonly fit: FitReport }) {
  const { t } = useTranslation(['sandbox', 'common']);
  const [open, setOpen] = useState(false);
  const { backTest, counts } = fit;
  const bias = biasOf(backTest.cuts);
  const oneSided = oneSidedOf(backTest.cuts);
  return (
    <Section
      title={t('fit.title')}
      extra={
        <Button size="small" onClick={() => setOpen(true)}>
          {t('fit.more')}
        </Button>
      }
    >
      <p className={styles.fitLine}>
        <TrustTag verdict={fit.verdict} />
        {t(`fit.verdictText.${fit.verdict}`)}
      </p>
      <p>
        {t('fit.basis', {
          opportunities: formatCount(counts.opportunities),
          events: formatCount(counts.stageEvents),
          won: formatCount(counts.won),
          lost: formatCount(counts.lost),
          from: unbroken(fit.windowFromDay),
          to: unbroken(fit.windowToDay),
          origin: t(`common:origin.${fit.origin}`),
        })}
        {fit.onlyOpenAndClose ? t('fit.onlyOpenAndClose') : ''}
      </p>
      {backTest.cuts.length > 0 ? (
        <p>
          {t('fit.backTestLine', {
            cuts: backTest.cuts.length,
            coverage: formatPercent(backTest.coverage90),
            skill: t((backTest.skill ?? 0) >= 0 ? 'fit.lower' : 'fit.higher', {
              n: formatPercent(Math.abs(backTest.skill ?? 0)),
            }),
          })}
          {oneSided === null
            ? ''
            : t(`fit.oneSided.${oneSided.side}`, {
                n: oneSided.tests,
                p: formatDecimal(oneSided.p, 3),
              })}
          {bias === null ? '' : t(`fit.bias.${bias.kind}`, { n: formatPercent(bias.share) })}
        </p>
      ) : null}
      <Drawer title={t('fit.report')} open={open} onClose={() => setOpen(false)} size="large">
        <FitDetails fit={fit} />
      </Drawer>
    </Section>
  );
}

function FitDetails({ fit }: { readonly fit: FitReport }) {
  return (
    <div className={styles.details}>
      <BackTestPart fit={fit} />
      <Parameters rows={fit.parameters} currency={fit.currency} />
      <Pools fit={fit} />
      <Stages fit={fit} />
    </div>
  );
}

function BackTestPart({ fit }: { readonly fit: FitReport }) {
  const { t } = useTranslation('sandbox');
  const mode = useThemeMode();
  const figures = useFigures(fit.currency);
  const { cuts } = fit.backTest;
  const scale = figures.scale(
    cuts.map((cut) => Math.max(cut.predictedP90Minor, cut.actualBookingsMinor)),
  );
  const option = useMemo(() => {
    const color = themeColors(mode);
    return backTestOption(
      fit.backTest,
      scale,
      { predicted: t('fit.predicted'), actual: t('fit.actual') },
      { predicted: color.link, actual: color.warning },
    );
  }, [fit.backTest, scale, mode, t]);
  if (cuts.length === 0) return <p>{t('fit.noBackTest')}</p>;
  const { skill, brier, naiveBrier } = fit.backTest;
  return (
    <>
      <Chart
        title={t('fit.backTestTitle', { days: cuts[0]?.horizonDays ?? 0 })}
        subtitle={t('fit.backTestNote', { unit: scale.label })}
        option={option}
        height={100 + cuts.length * 34}
        table={{
          header: [t('fit.cut'), t('fit.actual'), 'P10', t('fit.predicted'), 'P90', t('fit.wins')],
          numeric: [false, true, true, true, true, true],
          rows: cuts.map((cut) => [
            cut.cutDay,
            scale.format(cut.actualBookingsMinor),
            scale.format(cut.predictedP10Minor),
            scale.format(cut.predictedMeanMinor),
            scale.format(cut.predictedP90Minor),
            `${cut.actualWins} / ${formatDecimal(cut.predictedWinsMean, 1)}`,
          ]),
        }}
      />
      <p className={styles.note}>
        {t('fit.scores', {
          skill: formatPercent(skill, 0, true),
          brier: formatDecimal(brier, 3),
          naiveBrier: formatDecimal(naiveBrier, 3),
        })}
      </p>
    </>
  );
}

function Parameters(props: {
  readonly rows: readonly ParameterReport[];
  readonly currency: string;
}) {
  const { rows } = props;
  const { t } = useTranslation('sandbox');
  const figures = useFigures(props.currency);
  const columns: TableColumnsType<ParameterReport> = [
    {
      key: 'name',
      title: t('fit.parameter'),
      width: '25%',
      render: (_v, row) => t(`param.${row.id}.name`),
    },
    {
      key: 'value',
      title: t('fit.value'),
      align: 'right',
      className: styles.noWrap ?? '',
      render: (_v, row) => (
        <>
          <span className="num">{parameterText(row.id, row.value, figures)}</span>
          {row.interval === null ? null : (
            <small className={styles.interval}>
              {`${parameterText(row.id, row.interval.low, figures)} … ${parameterText(row.id, row.interval.high, figures)}`}
            </small>
          )}
        </>
      ),
    },
    {
      key: 'unit',
      title: t('fit.unit'),
      width: '18%',
      render: (_v, row) => t(`param.${row.id}.unit`),
    },
    {
      key: 'source',
      title: t('fit.source'),
      width: '36%',
      render: (_v, row) => (
        <>
          <Tag>{t(`provenance.${row.provenance}`)}</Tag>{' '}
          {t(`source.${row.sourceKey}`, { n: formatCount(row.observations) })}
        </>
      ),
    },
  ];
  return (
    <section aria-label={t('fit.parameters')}>
      <h3>{t('fit.parameters')}</h3>
      <p className={styles.note}>{t('fit.logOdds')}</p>
      <Table size="small" rowKey="id" columns={columns} dataSource={[...rows]} pagination={false} />
    </section>
  );
}

type Pool = FitReport['pools'][number];

function Pools({ fit }: { readonly fit: FitReport }) {
  const { t } = useTranslation('sandbox');
  const columns: TableColumnsType<Pool> = [
    {
      key: 'dimension',
      title: t('fit.dimension'),
      render: (_v, row) => t(`dimension.${row.dimension}`),
    },
    { key: 'value', title: t('fit.group'), dataIndex: 'value' },
    {
      key: 'counts',
      title: t('fit.wonClosed'),
      align: 'right',
      render: (_v, row) => <span className="num">{`${row.won} / ${row.closed}`}</span>,
    },
    {
      key: 'raw',
      title: t('fit.rawChance'),
      align: 'right',
      render: (_v, row) => <span className="num">{formatPercent(row.rawChance, 1)}</span>,
    },
    {
      key: 'pooled',
      title: t('fit.pooledChance'),
      align: 'right',
      render: (_v, row) => (
        <span className="num">
          {`${formatPercent(row.pooledChance, 1)} (${formatPercent(row.interval.low)} … ${formatPercent(row.interval.high)})`}
        </span>
      ),
    },
    {
      key: 'shrinkage',
      title: t('fit.shrinkage'),
      align: 'right',
      render: (_v, row) => <span className="num">{formatPercent(row.shrinkage)}</span>,
    },
  ];
  return (
    <section aria-label={t('fit.pools')}>
      <h3>{t('fit.pools')}</h3>
      <p className={styles.note}>{t('fit.poolsNote')}</p>
      <Table
        size="small"
        rowKey={(row) => `${row.dimension}/${row.value}`}
        columns={columns}
        dataSource={fit.pools}
        pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </section>
  );
}

type StageFit = FitReport['stages'][number];

function Stages({ fit }: { readonly fit: FitReport }) {
  const { t } = useTranslation(['sandbox', 'common']);
  const columns: TableColumnsType<StageFit> = [
    {
      key: 'stage',
      title: t('fit.stage'),
      render: (_v, row) => t(`common:stage.${stageOf(row.stage)}`),
    },
    {
      key: 'visits',
      title: t('fit.visits'),
      align: 'right',
      render: (_v, row) => <span className="num">{formatCount(row.visits)}</span>,
    },
    {
      key: 'days',
      title: t('fit.medianDays'),
      align: 'right',
      render: (_v, row) => <span className="num">{formatDecimal(row.medianDays, 1)}</span>,
    },
    ...(['moveChance', 'lostChance', 'dormantChance'] as const).map((field) => ({
      key: field,
      title: t(`fit.${field}`),
      align: 'right' as const,
      render: (_v: unknown, row: StageFit) => (
        <span className="num">{formatChance(row[field])}</span>
      ),
    })),
  ];
  return (
    <section aria-label={t('fit.stages')}>
      <h3>{t('fit.stages')}</h3>
      <Table
        size="small"
        rowKey="stage"
        columns={columns}
        dataSource={fit.stages}
        pagination={false}
      />
    </section>
  );
}

const STAGE_NAMES = [
  'lead_captured',
  'lead_qualified',
  'opportunity_discovery',
  'opportunity_validation',
  'negotiation_proposal',
  'negotiation_contract',
  'delivery_implementation',
  'delivery_acceptance',
] as const;

function stageOf(index: number): (typeof STAGE_NAMES)[number] {
  return STAGE_NAMES[index] ?? 'lead_captured';
}
