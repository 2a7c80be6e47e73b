import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AutoComplete } from '../../kit/ui';
import styles from './rights.module.css';

/** A team: one that is there, or a new name. Taken over with Enter, a choice, or when the field is left. */
export function TeamField(props: {
  readonly label: string;
  readonly team: string | null;
  readonly teams: readonly string[];
  readonly locked: boolean;
  readonly onTeam: (team: string | null) => void;
}) {
  const { t } = useTranslation('rights');
  const { label, team, teams, locked, onTeam } = props;
  const [text, setText] = useState(team ?? '');
  const commit = (value: string) => {
    const next = value.trim() === '' ? null : value.trim();
    if (next !== team) onTeam(next);
  };
  return (
    <AutoComplete
      className={styles.field ?? ''}
      aria-label={label}
      disabled={locked}
      placeholder={t('people.noTeam')}
      value={text}
      onChange={setText}
      onSelect={commit}
      onBlur={() => commit(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) commit(text);
      }}
      maxLength={60}
      options={teams.map((value) => ({ value }))}
    />
  );
}
