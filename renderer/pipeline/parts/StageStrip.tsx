import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import { type GridQuery, type Stage, STAGES } from '#shared/pipeline/model';
import { useDwellText } from '../board/use-dwell';
import { useAmounts } from '../view/use-amounts';
import { useSummary } from '../view/use-summary';
import { useView } from '../view/use-view';
import { type ViewState, withFilter } from '../view/view-store';
import styles from './toolbar.module.css';

/** The strip shows all stages whatever stage is filtered, so that one can go from one to the next. */
function withoutStage(query: GridQuery): GridQuery {
  const { stage: _stage, outcome: _outcome, ...filters } = query.filters;
  return { ...query, sort: [], filters };
}

function onlyOpenOf(view: ViewState, stages: readonly Stage[]): ViewState {
  if (stages.length === 0) return withFilter(view, 'stage', null);
  const won = stages.some((stage) => stage.startsWith('delivery'));
  return withFilter(
    withFilter(view, 'stage', { kind: 'in', values: [...stages] }),
    'outcome',
    won ? null : { kind: 'in', values: ['open'] },
  );
}

/** The eight stages with open count and amount; a click shows only that stage, Ctrl adds or removes one. */
export function StageStrip() {
  const { t } = useTranslation(['pipeline', 'common']);
  const { query, change } = useView();
  const { total } = useAmounts();
  const summary = useSummary(withoutStage(query), { keepPrevious: true });
  const dwellText = useDwellText();
  const filter = query.filters.stage;
  const chosen = new Set<string | null>(filter?.kind === 'in' ? filter.values : []);
  const toggle = (stage: Stage, add: boolean) => {
    const others = add ? STAGES.filter((one) => chosen.has(one) && one !== stage) : [];
    const next = chosen.has(stage) && (add || chosen.size === 1) ? others : [...others, stage];
    change((view) => onlyOpenOf(view, next));
  };
  return (
    <div className={styles.strip} role="group" aria-label={t('strip.label')}>
      {STAGES.map((stage) => {
        const figures = summary.data?.byStage.find((one) => one.stage === stage);
        return (
          <button
            key={stage}
            type="button"
            className={styles.step}
            aria-pressed={chosen.has(stage)}
            title={dwellText(stage)}
            onClick={(event) => toggle(stage, event.ctrlKey || event.metaKey)}
          >
            <span className={styles.stepName}>{t(`common:stage.${stage}`)}</span>
            <span className={styles.stepCount}>
              {figures === undefined ? '–' : formatCount(figures.open)}
            </span>
            <span className={styles.stepNote}>{t('strip.open')}</span>
            <span className={styles.stepAmount}>
              {figures === undefined ? '–' : total(figures.openAmountMinor)}
            </span>
          </button>
        );
      })}
    </div>
  );
}
