import { useTranslation } from 'react-i18next';
import type { OpportunityPatch } from '#shared/pipeline/model';
import { Choice, type ChoiceProps, type Known } from './Choice';
import { useAccountOptions } from './use-options';

/** An account that is there, one that is to be made, or none. */
export type AccountChoice = OpportunityPatch['accountId'];

/** Before the name of an account that is to be made, where a list can only hold texts; no id begins like that. */
const NEW = 'new\n';
/** As much as a name may have. */
const MOST_LETTERS = 200;

/** Finds an account by name, short name or pinyin, or makes one with the name that was typed. */
export function AccountSelect(
  props: Omit<ChoiceProps, 'value' | 'onChange'> & {
    readonly value: AccountChoice;
    readonly onChange: (choice: AccountChoice) => void;
  },
) {
  const { value, onChange, known, ...rest } = props;
  const { t } = useTranslation('pipeline');
  const { options, search, busy, unknownName } = useAccountOptions();
  const chosen: Known =
    typeof value === 'object' && value !== null
      ? { value: NEW + value.newName, label: t('option.newAccount', { name: value.newName }) }
      : null;
  const offered =
    unknownName === null || unknownName.length > MOST_LETTERS
      ? []
      : [{ value: NEW + unknownName, label: t('option.createAccount', { name: unknownName }) }];
  return (
    <Choice
      {...rest}
      known={chosen ?? known}
      value={chosen?.value ?? (typeof value === 'string' ? value : '')}
      options={options}
      last={offered}
      busy={busy}
      onSearch={search}
      onChange={(next) => {
        // The list forgets what was typed without saying so.
        search('');
        onChange(next?.startsWith(NEW) === true ? { newName: next.slice(NEW.length) } : next);
      }}
    />
  );
}
