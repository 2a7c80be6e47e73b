import { DeleteOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { call } from '#renderer/app/api';
import { OfferButton } from '#renderer/app/OfferButton';
import { useOffer } from '#renderer/app/offers';
import { useNotify } from '#renderer/kit/notify';
import { Select, Tooltip } from '#renderer/kit/ui';
import { under } from '#shared/pipeline/accounts/decision-map';
import { type AccountPerson, ATTITUDES, INFLUENCES } from '#shared/pipeline/accounts/model';
import styles from './account.module.css';
import { InlineText } from './InlineText';
import { useSavePerson } from './use-save-person';

/** Stands for "nobody has said" where a choice needs a value; no id is like it. */
const UNKNOWN = 'unknown';
type Choice<F extends 'influence' | 'attitude'> = NonNullable<AccountPerson[F]> | typeof UNKNOWN;

/** Every person with what can be said of it: its name, its place in the decision, and that it is gone. */
export function People(props: {
  readonly people: readonly AccountPerson[];
  readonly isMasked: boolean;
}) {
  const { t } = useTranslation(['accounts', 'common']);
  const { people, isMasked } = props;
  const notify = useNotify();
  const save = useSavePerson();
  const refusal = useOffer('account.updatePerson');
  const remove = ({ id, version, name }: AccountPerson): void => {
    call('account.removePerson', { id, version }).then(
      (removed) => notify.undoable(t('map.removed', { name }), removed),
      notify.failure,
    );
  };
  return (
    <table className={styles.people}>
      <thead>
        <tr>
          <th scope="col">{t('map.person')}</th>
          <th scope="col">{t('map.influenceTitle')}</th>
          <th scope="col">{t('map.attitudeTitle')}</th>
          <th scope="col">{t('map.managerTitle')}</th>
          <th scope="col" aria-label={t('map.removeTitle')} />
        </tr>
      </thead>
      <tbody>
        {people.map((person) => {
          const reports = under(people, person.id);
          const label = (what: string) => t('map.of', { what, name: person.name });
          return (
            <tr key={person.id}>
              <th scope="row">
                {isMasked ? (
                  <span className={styles.strong}>{person.name}</span>
                ) : (
                  <InlineText
                    label={t('map.personName', { name: person.name })}
                    isLabelHidden
                    lock={refusal}
                    value={person.name}
                    onSave={(name) =>
                      name.trim() === ''
                        ? Promise.resolve(false)
                        : save(person, { name: name.trim() })
                    }
                  />
                )}
                <span className={styles.chipRole}>{t(`common:role.${person.role}`)}</span>
                <div className={styles.quiet}>
                  {[person.title, person.phone, person.email]
                    .filter((one) => one !== null)
                    .join(' · ')}
                </div>
              </th>
              <td>
                <Select<Choice<'influence'>>
                  size="small"
                  disabled={refusal !== null}
                  aria-label={label(t('map.influenceTitle'))}
                  value={person.influence ?? UNKNOWN}
                  onChange={(value) =>
                    void save(person, { influence: value === UNKNOWN ? null : value })
                  }
                  options={([...INFLUENCES, UNKNOWN] as const).map((value) => ({
                    value,
                    label: t(`map.influence.${value}`),
                  }))}
                />
              </td>
              <td>
                <Select<Choice<'attitude'>>
                  size="small"
                  disabled={refusal !== null}
                  aria-label={label(t('map.attitudeTitle'))}
                  value={person.attitude ?? UNKNOWN}
                  onChange={(value) =>
                    void save(person, { attitude: value === UNKNOWN ? null : value })
                  }
                  options={([...ATTITUDES, UNKNOWN] as const).map((value) => ({
                    value,
                    label: t(`map.attitude.${value}`),
                  }))}
                />
              </td>
              <td>
                <Select<string>
                  size="small"
                  disabled={refusal !== null}
                  aria-label={label(t('map.managerTitle'))}
                  value={
                    people.some(({ id }) => id === person.managerId)
                      ? (person.managerId ?? UNKNOWN)
                      : UNKNOWN
                  }
                  onChange={(value) =>
                    void save(person, { managerId: value === UNKNOWN ? null : value })
                  }
                  options={[
                    { value: UNKNOWN, label: t('map.noManager') },
                    ...people
                      .filter(({ id }) => !reports.has(id))
                      .map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                />
              </td>
              <td>
                <Tooltip title={refusal === null ? t('map.remove', { name: person.name }) : null}>
                  <OfferButton
                    call="account.removePerson"
                    type="text"
                    size="small"
                    aria-label={t('map.remove', { name: person.name })}
                    icon={<DeleteOutlined aria-hidden />}
                    onClick={() => remove(person)}
                  />
                </Tooltip>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
