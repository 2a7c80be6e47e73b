import { useTranslation } from 'react-i18next';
import { SYSTEM_VIEW_IDS } from '#shared/pipeline/system-views';
import { useCall } from '../queries';
import { rank } from './ranking';

/** A view of the pipeline room to go to. */
export interface FoundView {
  readonly id: string;
  readonly title: string;
}

const MOST = 5;

/** Saved and system views whose name answers the query; none without a query. */
export function useFoundViews(query: string, enabled: boolean): FoundView[] {
  const { t } = useTranslation('views');
  const asked = enabled && query.trim() !== '';
  const { data: saved = [] } = useCall('pipeline.views', { pipelineId: null }, { enabled: asked });
  if (!asked) return [];
  const all = [
    ...saved.map(({ id, name }) => ({ id, title: name, text: name, recent: -1 })),
    ...SYSTEM_VIEW_IDS.map((id) => {
      const title = t(`system.${id}`);
      return { id, title, text: `${title} ${t(`system.${id}`, { lng: 'en' })}`, recent: -1 };
    }),
  ];
  return rank(query, all).slice(0, MOST);
}
