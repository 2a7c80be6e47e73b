import { useTranslation } from 'react-i18next';
import { useCall } from '#renderer/app/queries';
import { useFormat } from '#renderer/kit/use-format';
import { formatPercent } from '#shared/format';
import { type RuleChange, STAGE_FIELD_NAMES } from '#shared/pipeline/stage-rules';
import styles from './rules.module.css';

/** Who changed the rules of a pipeline, when, and what. */
export function RulesHistory({ pipelineId }: { readonly pipelineId: string }) {
  const { t } = useTranslation(['pipeline', 'common']);
  const { instant } = useFormat();
  const history = useCall('pipeline.rulesHistory', { pipelineId });
  const valueText = useValueText();
  return (
    <section className={styles.history}>
      <h3>{t('rules.history')}</h3>
      {history.data?.length === 0 ? <p className={styles.none}>{t('rules.noHistory')}</p> : null}
      <ol>
        {history.data?.map((entry) => {
          const who = { actor: entry.actorName, at: instant(entry.at) };
          const how =
            entry.kind === 'undo' ? 'undone' : entry.kind === 'redo' ? 'redone' : 'saidBy';
          return (
            <li key={entry.seq}>
              <div className={styles.none}>{t(`rules.${how}`, who)}</div>
              {entry.changes.map((change) => (
                <div key={`${change.stage} ${change.what}`}>
                  {t('rules.changed', {
                    stage: t(`common:stage.${change.stage}`),
                    what: t(`rules.${NAMES[change.what]}`),
                    was: valueText(change.what, change.was),
                    now: valueText(change.what, change.now),
                  })}
                </div>
              ))}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

const NAMES = {
  fields: 'fields',
  staleDays: 'staleDays',
  wipLimit: 'wipLimit',
  probabilityBp: 'probability',
  gated: 'gated',
} as const;

function useValueText(): (what: RuleChange['what'], value: RuleChange['now']) => string {
  const { t } = useTranslation('pipeline');
  return (what, value) => {
    if (Array.isArray(value)) {
      const names = STAGE_FIELD_NAMES.filter((field) => value.includes(field)).map((field) =>
        t(`patch.${field}`),
      );
      return names.length === 0 ? t('rules.noFields') : names.join(t('filter.and'));
    }
    if (typeof value === 'boolean') return t(value ? 'rules.on' : 'rules.off');
    if (typeof value !== 'number') return t(what === 'wipLimit' ? 'rules.noLimit' : 'rules.auto');
    if (what === 'probabilityBp') return formatPercent(value / 10_000, 1);
    return t(what === 'staleDays' ? 'rules.days' : 'rules.deals', { count: value });
  };
}
