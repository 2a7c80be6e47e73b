import { useTranslation } from 'react-i18next';
import { useCommandHint } from '#renderer/app/commands/registry';
import { Checkbox, Segmented, Tooltip } from '#renderer/kit/ui';
import { useViewStore } from '../view/view-store';

/** Grid or board, and on the board whether what has ended is shown; both are remembered. */
export function LayoutSwitch() {
  const { t } = useTranslation('pipeline');
  const layout = useViewStore((store) => store.layout);
  const setLayout = useViewStore((store) => store.setLayout);
  const outcomes = useViewStore((store) => store.boardOutcomes);
  const showOutcomes = useViewStore((store) => store.showBoardOutcomes);
  const hints = { grid: useCommandHint('go.grid'), board: useCommandHint('go.board') };
  return (
    <>
      <Segmented
        aria-label={t('board.layout')}
        value={layout}
        onChange={setLayout}
        options={(['grid', 'board'] as const).map((value) => ({
          value,
          label: <Tooltip title={hints[value] ?? undefined}>{t(`board.as.${value}`)}</Tooltip>,
        }))}
      />
      {layout === 'board' ? (
        <Tooltip title={t('board.outcomesHint')}>
          <Checkbox checked={outcomes} onChange={(event) => showOutcomes(event.target.checked)}>
            {t('board.outcomes')}
          </Checkbox>
        </Tooltip>
      ) : null}
    </>
  );
}
