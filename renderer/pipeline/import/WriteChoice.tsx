import { useTranslation } from 'react-i18next';
import { Flex, Segmented } from '#renderer/kit/ui';
import {
  EMPTY_CELLS,
  type EmptyCells,
  WRITE_MODES,
  type WriteMode,
} from '#shared/pipeline/import-model';
import type { ImportFlow } from './use-import';

/** What is done with records that are there already; asked only when the file holds some. */
export function WriteChoice({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('import');
  const { preview, write, empty } = flow;
  if (preview === null) return null;
  const known = preview.toUpdate + preview.unchanged > 0;
  if (!known && write === 'both' && empty === 'clear') return null;
  return (
    <Flex gap={16} wrap>
      <Segmented<WriteMode>
        aria-label={t('write.label')}
        value={write}
        onChange={(choice) => flow.chooseWrite(choice, empty)}
        options={WRITE_MODES.map((mode) => ({ value: mode, label: t(`write.${mode}`) }))}
      />
      <Segmented<EmptyCells>
        aria-label={t('empty.label')}
        value={empty}
        onChange={(choice) => flow.chooseWrite(write, choice)}
        options={EMPTY_CELLS.map((cells) => ({ value: cells, label: t(`empty.${cells}`) }))}
      />
    </Flex>
  );
}
