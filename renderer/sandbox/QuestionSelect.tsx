import { useTranslation } from 'react-i18next';
import { useGo } from '../app/locations';
import { useCall } from '../app/queries';
import { Select } from '../kit/ui';
import { useModelText } from './studies/use-model-text';

/** The question of the allocation; no scenario model has this id. */
export const ALLOCATION = 'allocation';

/** The question of the pipeline among the scenario models'. */
const PIPELINE = '';

/** What the sandbox is asked: bookings of a pipeline, or one of the scenario models. */
export function QuestionSelect({ modelId }: { readonly modelId: string | null }) {
  const { t } = useTranslation(['study', 'transfers']);
  const text = useModelText();
  const go = useGo();
  const models = useCall('study.models', {}).data ?? [];
  return (
    <Select
      aria-label={t('question')}
      value={modelId ?? PIPELINE}
      options={[
        { value: PIPELINE, label: t('pipelineQuestion') },
        ...models.map(({ id, name }) => ({ value: id, label: text(name) })),
        { value: ALLOCATION, label: t('transfers:question') },
      ]}
      onChange={(id: string) => go('sandbox', id === PIPELINE ? {} : { modelId: id })}
      popupMatchSelectWidth={false}
    />
  );
}
