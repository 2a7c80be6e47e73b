import type { CustomCellEditorProps } from 'ag-grid-react';
import { useTranslation } from 'react-i18next';
import { Select } from '#renderer/kit/ui';
import { type OpportunityRow, STAGES } from '#shared/pipeline/model';
import { outcomesFor, outcomeVerb } from '../../change/outcome-words';
import {
  type Option,
  type OptionGroup,
  useGrouped,
  useOwnerOptions,
} from '../../change/use-options';

interface ListEditorProps extends CustomCellEditorProps<OpportunityRow, string> {
  readonly label: string;
  readonly options: readonly (Option | OptionGroup)[];
}

/** Chooses from a list in the cell: opens at once, letters search, Enter takes, Esc reverts. */
function ListEditor(props: ListEditorProps) {
  const { eventKey, value, onValueChange, stopEditing } = props;
  const typed = eventKey !== null && [...eventKey].length === 1 ? eventKey : '';
  return (
    <Select
      autoFocus
      defaultOpen
      showSearch={{
        optionFilterProp: 'label',
        ...(typed === '' ? {} : { autoClearSearchValue: true }),
      }}
      variant="borderless"
      style={{ width: '100%' }}
      popupMatchSelectWidth={false}
      listHeight={384}
      aria-label={props.label}
      value={value ?? null}
      options={[...props.options]}
      onSelect={(next) => {
        onValueChange(next);
        stopEditing();
      }}
    />
  );
}

/** The owner of an opportunity. The cell's value is the owner's id. */
export function OwnerEditor(props: CustomCellEditorProps<OpportunityRow, string>) {
  const { t } = useTranslation('pipeline');
  const options = useGrouped()(useOwnerOptions());
  return <ListEditor {...props} label={t('field.ownerName')} options={options} />;
}

/** Eight stages and the outcomes; what it needs is asked by the stage dialog. The cell's value is a code. */
export function StageEditor(props: CustomCellEditorProps<OpportunityRow, string>) {
  const { t } = useTranslation(['pipeline', 'common']);
  const options = [
    ...STAGES.map((stage) => ({ value: stage, label: t(`common:stage.${stage}`) })),
    ...outcomesFor(props.data).map((outcome) => ({
      value: outcome,
      label: outcomeVerb(outcome, t),
    })),
  ];
  return <ListEditor {...props} label={t('field.stage')} options={options} />;
}
