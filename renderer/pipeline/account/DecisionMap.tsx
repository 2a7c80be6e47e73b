import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { call } from '#renderer/app/api';
import { useNotify } from '#renderer/kit/notify';
import { Select } from '#renderer/kit/ui';
import {
  coverageGaps,
  furthestStage,
  type Gap,
  under,
} from '#shared/pipeline/accounts/decision-map';
import {
  type AccountDeal,
  type AccountPerson,
  ATTITUDES,
  INFLUENCES,
  type PersonPatch,
} from '#shared/pipeline/accounts/model';
import styles from './account.module.css';

/** Stands for "nobody has said" where a choice needs a value; no id is like it. */
const UNKNOWN = 'unknown';
type Choice<F extends 'influence' | 'attitude'> = NonNullable<AccountPerson[F]> | typeof UNKNOWN;

/** Who decides: influence against attitude, what is missing for the stage, and every person with what can be said of them. */
export function DecisionMap(props: {
  readonly people: readonly AccountPerson[];
  readonly deals: readonly AccountDeal[];
}) {
  const { t } = useTranslation(['accounts', 'common']);
  const { people, deals } = props;
  const stage = furthestStage(deals);
  const gaps = coverageGaps(people, stage);
  return (
    <>
      {stage === null ? (
        <p className={styles.quiet}>{t('map.noDeal')}</p>
      ) : gaps.length === 0 ? (
        <p className={styles.quiet}>{t('map.covered', { stage: t(`common:stage.${stage}`) })}</p>
      ) : (
        <div className={styles.gaps}>
          <p className={styles.strong}>
            <WarningOutlined aria-hidden /> {t('map.gaps', { stage: t(`common:stage.${stage}`) })}
          </p>
          <ul>
            {gaps.map((gap) => (
              <li key={gap.kind === 'side' ? gap.side : gap.kind}>
                <GapText gap={gap} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {people.length === 0 ? (
        <p className={styles.quiet}>{t('map.nobody')}</p>
      ) : (
        <>
          <Matrix people={people} />
          <People people={people} />
        </>
      )}
    </>
  );
}

function GapText({ gap }: { readonly gap: Gap }) {
  const { t } = useTranslation('accounts');
  if (gap.kind === 'side') return t('map.gap.side', { side: t(`map.side.${gap.side}`) });
  if (gap.kind === 'decider') return t('map.gap.decider');
  return t(`map.gap.${gap.kind}`, { people: gap.people.join(t('list')) });
}

function Matrix({ people }: { readonly people: readonly AccountPerson[] }) {
  const { t } = useTranslation(['accounts', 'common']);
  const columns = [...ATTITUDES, null];
  const rows = [...INFLUENCES, null].filter(
    (influence) => influence !== null || people.some((one) => one.influence === null),
  );
  return (
    <table className={styles.matrix}>
      <caption>{t('map.matrix')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('map.corner')}</th>
          {columns.map((attitude) => (
            <th key={attitude ?? UNKNOWN} scope="col">
              {t(`map.attitude.${attitude ?? 'unknown'}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((influence) => (
          <tr key={influence ?? UNKNOWN}>
            <th scope="row">{t(`map.influence.${influence ?? 'unknown'}`)}</th>
            {columns.map((attitude) => (
              <td key={attitude ?? UNKNOWN}>
                {people
                  .filter((one) => one.influence === influence && one.attitude === attitude)
                  .map(({ id, name, role }) => (
                    <span key={id} className={styles.chip} data-attitude={attitude ?? undefined}>
                      {name}
                      <span className={styles.chipRole}>{t(`common:role.${role}`)}</span>
                    </span>
                  ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function People({ people }: { readonly people: readonly AccountPerson[] }) {
  const { t } = useTranslation(['accounts', 'common']);
  const notify = useNotify();
  const save = (person: AccountPerson, patch: PersonPatch): void => {
    call('account.updatePerson', { id: person.id, version: person.version, patch }).then(
      (saved) => notify.undoable(t('saved', { name: saved.name }), saved),
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
        </tr>
      </thead>
      <tbody>
        {people.map((person) => {
          const reports = under(people, person.id);
          const label = (what: string) => t('map.of', { what, name: person.name });
          return (
            <tr key={person.id}>
              <th scope="row">
                <span className={styles.strong}>{person.name}</span>{' '}
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
                  aria-label={label(t('map.influenceTitle'))}
                  value={person.influence ?? UNKNOWN}
                  onChange={(value) =>
                    save(person, { influence: value === UNKNOWN ? null : value })
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
                  aria-label={label(t('map.attitudeTitle'))}
                  value={person.attitude ?? UNKNOWN}
                  onChange={(value) => save(person, { attitude: value === UNKNOWN ? null : value })}
                  options={([...ATTITUDES, UNKNOWN] as const).map((value) => ({
                    value,
                    label: t(`map.attitude.${value}`),
                  }))}
                />
              </td>
              <td>
                <Select<string>
                  size="small"
                  aria-label={label(t('map.managerTitle'))}
                  value={
                    people.some(({ id }) => id === person.managerId)
                      ? (person.managerId ?? UNKNOWN)
                      : UNKNOWN
                  }
                  onChange={(value) =>
                    save(person, { managerId: value === UNKNOWN ? null : value })
                  }
                  options={[
                    { value: UNKNOWN, label: t('map.noManager') },
                    ...people
                      .filter(({ id }) => !reports.has(id))
                      .map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
