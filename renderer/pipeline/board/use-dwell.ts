import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '#renderer/app/queries';
import { type StageDwell, staleAfterDays } from '#shared/pipeline/dwell';
import type { Stage } from '#shared/pipeline/model';
import { usePipeline } from '../view/use-view';
import { useDrawn } from '../view/view-store';

const NOTHING: StageDwell = {};

/**
 * How long deals of the pipeline on screen stay in each stage, and from when on a stay is too long. Asked when the first
 * rows are on the screen: it goes through the whole history.
 */
export function useDwell(): {
  readonly dwell: StageDwell;
  readonly staleAfter: (stage: Stage) => number | null;
} {
  const { id: pipelineId, rules } = usePipeline();
  const enabled = useDrawn(pipelineId);
  const { data } = useCall('pipeline.dwell', { pipelineId }, { enabled });
  const dwell = data ?? NOTHING;
  const isKnown = data !== undefined;
  const staleAfter = useCallback(
    (stage: Stage) => {
      // Until the stays are counted nobody can say that one is too long.
      if (!isKnown) return rules[stage].staleDays ?? Infinity;
      return staleAfterDays(rules[stage], dwell[stage]);
    },
    [rules, dwell, isKnown],
  );
  return { dwell, staleAfter };
}

/** How long deals stay in a stage, as a sentence; undefined when nobody left it yet. */
export function useDwellText(): (stage: Stage) => string | undefined {
  const { t } = useTranslation('pipeline');
  const { dwell } = useDwell();
  const days = (count: number) => t('daysShort', { count: Math.round(count) });
  return (stage) => {
    const stay = dwell[stage];
    if (stay === undefined) return undefined;
    const { medianDays, p90Days, stays } = stay;
    return t('board.dwell', { median: days(medianDays), p90: days(p90Days), count: stays });
  };
}
