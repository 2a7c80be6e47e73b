import { useTranslation } from 'react-i18next';
import { Dropdown } from '#renderer/kit/ui';
import { OUTCOMES, type OpportunityRow, STAGES } from '#shared/pipeline/model';
import { outcomesFor, outcomeVerb } from '../change/outcome-words';
import type { Target } from '../change/target';
import styles from './board.module.css';

/** The card whose menu is open, and where. */
export interface OpenMenu {
  readonly row: OpportunityRow;
  readonly x: number;
  readonly y: number;
}

/** What can be done with a card, without dragging. */
export function CardMenu(props: {
  readonly menu: OpenMenu;
  /** Why the card is not moved; null = it is. */
  readonly refusal: string | null;
  readonly onClose: () => void;
  readonly onOpen: (row: OpportunityRow) => void;
  readonly onMove: (row: OpportunityRow, to: Target) => void;
}) {
  const { t } = useTranslation(['pipeline', 'common']);
  const { refusal } = props;
  const { row, x, y } = props.menu;
  const disabled = refusal !== null;
  const choose = (key: string) => {
    props.onClose();
    const stage = STAGES.find((one) => one === key);
    const outcome = OUTCOMES.find((one) => one === key);
    if (stage !== undefined) props.onMove(row, { stage });
    else if (outcome !== undefined) props.onMove(row, { outcome });
    else props.onOpen(row);
  };
  return (
    <Dropdown
      open
      autoFocus
      trigger={['click']}
      classNames={{ root: styles.menu ?? '' }}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
      menu={{
        onClick: ({ key }) => choose(key),
        items: [
          { key: 'details', label: t('board.open') },
          { type: 'divider' },
          ...(disabled
            ? [
                {
                  key: 'refusal',
                  type: 'group' as const,
                  label: <div className={styles.menuReason}>{refusal}</div>,
                },
              ]
            : []),
          {
            type: 'group',
            label: t('board.moveTo'),
            children: STAGES.filter((stage) => stage !== row.stage).map((stage) => ({
              key: stage,
              disabled,
              label: t(`common:stage.${stage}`),
            })),
          },
          { type: 'divider' },
          ...outcomesFor(row).map((outcome) => ({
            key: outcome as string,
            disabled,
            label: outcomeVerb(outcome, t),
          })),
        ],
      }}
    >
      <span className={styles.anchor} style={{ left: x, top: y }} />
    </Dropdown>
  );
}
