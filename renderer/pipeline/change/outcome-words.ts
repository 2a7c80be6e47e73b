import type { TFunction } from 'i18next';
import { type OpportunityRow, type Outcome, OUTCOMES } from '#shared/pipeline/model';

/** The outcomes that a list offers for an opportunity: reopening only what is closed. */
export function outcomesFor(row: OpportunityRow): readonly Outcome[] {
  return OUTCOMES.filter((outcome) => outcome !== row.outcome && outcome !== 'won');
}

/** What a person does to get there: 记为输单, 重新打开. */
export function outcomeVerb(outcome: Outcome, t: TFunction<['pipeline', 'common']>): string {
  return outcome === 'open'
    ? t('stage.reopen')
    : t('stage.as', { outcome: t(`common:outcome.${outcome}`) });
}
