import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPercent } from '#shared/format';
import type { StudyPlan } from '#shared/sandbox/studies/model';
import type { TargetAnswer, TargetQuestion } from '#shared/sandbox/study-target';
import { useThemeMode } from '../../app/preferences';
import { Chart } from '../../kit/chart/Chart';
import { JobBar } from '../../kit/JobBar';
import { Section } from '../../kit/page/Page';
import { ErrorState } from '../../kit/states/ErrorState';
import { chartSeriesColors } from '../../kit/theme/chart-palette';
import { themeColors } from '../../kit/theme/colors';
import { Button, InputNumber } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import { useJob } from '../../kit/use-job';
import { readingOf } from '#shared/sandbox/studies/reading';
import { LeverAndVariant } from './LeverAndVariant';
import type { ShownStudy } from './shown-study';
import { leverUnit } from './StudyVariants';
import { chanceOption } from './study-charts';
import styles from './studies.module.css';
import { useModelText } from './use-model-text';

/** "What discount brings 110 % of today's margin with a chance of 80 %?" */
export function TargetSearch(props: {
  readonly shown: ShownStudy;
  readonly plan: Omit<StudyPlan, 'request'>;
}) {
  const { shown, plan } = props;
  const { model, request, result } = shown;
  const { t } = useTranslation('study');
  const search = useJob('study.reach', 'study', { failure: 'inline' });
  const ranked = model.outputs.find(({ id }) => id === result.ranked);
  const [leverId, setLever] = useState(model.levers[0]?.id ?? '');
  const [chosen, setVariant] = useState(request.variants[0]?.id ?? '');
  const [percent, setPercent] = useState(ranked?.better === 'less' ? 90 : 110);
  const [sure, setSure] = useState(80);
  const [found, setFound] = useState<Found | null>(null);
  const variant = request.variants.find(({ id }) => id === chosen) ?? request.variants[0];
  const today = result.variants[0]?.outputs[result.ranked]?.mean.value;

  // What was found answers its own question and no other.
  const asked = JSON.stringify([plan, request, leverId, variant?.id, percent, sure]);
  const run = async () => {
    if (variant === undefined || today === undefined) return;
    const question: TargetQuestion = {
      variantId: variant.id,
      lever: leverId,
      output: result.ranked,
      target: (today * percent) / 100,
      chance: sure / 100,
    };
    const answer = await search.run({ ...plan, request, question });
    if (answer !== null) setFound({ to: asked, question, answer });
  };

  return (
    <Section title={t('reach.title')}>
      <div className={styles.controls}>
        <LeverAndVariant
          shown={shown}
          lever={{ label: t('reach.lever'), id: leverId, onChange: setLever }}
          variant={{ label: t('reach.variant'), id: variant?.id ?? '', onChange: setVariant }}
        />
        <Percent label={t('reach.target')} value={percent} most={1000} onChange={setPercent} />
        <Percent label={t('reach.sure')} value={sure} most={99} onChange={setSure} />
        <Button loading={search.running} onClick={() => void run()}>
          {t('reach.play')}
        </Button>
      </div>
      {search.running ? <JobBar progress={search.progress} onCancel={search.cancel} /> : null}
      {search.error === null || search.running ? null : (
        <ErrorState error={search.error} onRetry={() => void run()} />
      )}
      {found?.to === asked ? (
        <Answer shown={shown} {...found} />
      ) : (
        <p className={styles.note}>{t('reach.about')}</p>
      )}
    </Section>
  );
}

interface Found {
  readonly to: string;
  readonly question: TargetQuestion;
  readonly answer: TargetAnswer;
}

function Percent(props: {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}) {
  const { label, value, most, onChange } = props;
  return (
    <label className={styles.field}>
      {label}
      <InputNumber
        value={value}
        min={1}
        max={most}
        precision={0}
        suffix="%"
        onChange={(next) => typeof next === 'number' && onChange(next)}
      />
    </label>
  );
}

function Answer({ shown, question, answer }: Found & { readonly shown: ShownStudy }) {
  const { model, currency } = shown;
  const { t } = useTranslation('study');
  const text = useModelText();
  const format = useFormat();
  const mode = useThemeMode();
  const option = useMemo(
    () =>
      chanceOption(answer.tried, question.chance, {
        color: chartSeriesColors(mode)[0] ?? '',
        ink: themeColors(mode).text,
      }),
    [answer, question, mode],
  );
  const lever = model.levers.find(({ id }) => id === question.lever);
  const output = model.outputs.find(({ id }) => id === question.output);
  const best = answer.tried.toSorted((a, b) => b.chance - a.chance)[0];
  if (lever === undefined || output === undefined || best === undefined) return null;
  const { position, between } = answer;
  const told = answer.tried.find((one) => one.position === position) ?? best;
  const unit = leverUnit(lever, currency);
  const at = (value: number) => (unit === '%' ? `${value}%` : `${value} ${unit}`.trim());
  const target = readingOf(output.unit, currency, [question.target], format).say(question.target);
  const facts = {
    lever: text(lever.name),
    output: text(output.name),
    how: t(`reach.how.${output.better === 'less' ? 'less' : 'more'}`),
    target,
    position: at(told.position),
    chance: formatPercent(told.chance, 1),
    wanted: formatPercent(question.chance, 0),
  };
  return (
    <>
      <p role="status">
        {t(position === null ? 'reach.notReached' : 'reach.reached', facts)}
        {between.sure === null || between.possible === null
          ? null
          : ` ${t('reach.between', { sure: at(between.sure), possible: at(between.possible) })}`}
      </p>
      <Chart
        title={t('reach.chart', facts)}
        subtitle={t('reach.units', { x: unit || t(`unit.${lever.unit}`), target })}
        option={option}
        height={260}
        table={{
          header: [facts.lever, t('reach.chance'), t('reach.error')],
          numeric: [true, true, true],
          rows: answer.tried.map((one) => [
            at(one.position),
            formatPercent(one.chance, 1),
            formatPercent(1.96 * one.se, 1),
          ]),
        }}
      />
    </>
  );
}
