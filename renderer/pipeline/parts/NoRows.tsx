import { useTranslation } from 'react-i18next';
import { OfferButton } from '#renderer/app/OfferButton';
import { EmptyState } from '#renderer/kit/states/EmptyState';
import { Button } from '#renderer/kit/ui';
import { usePipeline, useView } from '../view/use-view';
import { withoutFilters } from '../view/view-store';

/** A pipeline that holds nothing yet, in whatever layout: what it is for, and the way to fill it. */
export function EmptyPipeline({ onImport }: { readonly onImport: () => void }) {
  const { t } = useTranslation('pipeline');
  const { name } = usePipeline();
  return (
    <EmptyState
      kind="nothingYet"
      title={t('emptyPipeline.title', { name })}
      action={
        <OfferButton call="import.run" type="primary" onClick={onImport}>
          {t('empty.import')}
        </OfferButton>
      }
    >
      {t('emptyPipeline.text')}
    </EmptyState>
  );
}

/** Filters and search that nothing answers, and the way back. */
export function NoMatch() {
  const { t } = useTranslation(['pipeline', 'common']);
  const { change } = useView();
  return (
    <EmptyState
      kind="noMatch"
      title={t('noMatch.title')}
      action={
        <Button type="primary" onClick={() => change(withoutFilters)}>
          {t('common:clearFilters')}
        </Button>
      }
    >
      {t('noMatch.text')}
    </EmptyState>
  );
}
