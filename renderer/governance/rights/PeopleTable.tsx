import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Person, type PersonChange, ROLES } from '#shared/governance/rights/model';
import { useLookAs } from '../../app/standing';
import { useCall } from '../../app/queries';
import { ErrorState } from '../../kit/states/ErrorState';
import { LoadingState } from '../../kit/states/LoadingState';
import { Button, Select, Table, Tag } from '../../kit/ui';
import styles from './rights.module.css';
import { TeamField } from './TeamField';
import { useSavePerson } from './use-save-person';

/** The user and the sales reps with role and team. `locked`: to be looked at only. */
export function PeopleTable({ locked }: { readonly locked: boolean }) {
  const { t } = useTranslation('rights');
  const people = useCall('rights.people', {});
  const { save, question } = useSavePerson();
  const lookAs = useLookAs();
  const list = useMemo(() => people.data ?? [], [people.data]);
  const teams = useMemo(
    () => [...new Set(list.flatMap(({ team }) => (team === null ? [] : [team])))],
    [list],
  );
  if (people.isError) {
    return <ErrorState error={people.error} onRetry={() => void people.refetch()} />;
  }
  if (people.data === undefined) return <LoadingState />;
  return (
    <>
      {question}
      <Table<Person>
        size="small"
        rowKey="id"
        dataSource={list}
        pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t('people.name'),
            key: 'name',
            render: (_, { name, isUser }) => (
              <>
                {name} {isUser ? <Tag>{t('people.user')}</Tag> : null}
              </>
            ),
          },
          {
            title: t('people.role'),
            key: 'role',
            width: 176,
            render: (_, person) => (
              <Select
                className={styles.field ?? ''}
                aria-label={t('people.roleOf', { name: person.name })}
                disabled={locked}
                virtual={false}
                value={person.role}
                onChange={(role) => save(person, { role })}
                options={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
              />
            ),
          },
          {
            title: t('people.team'),
            key: 'team',
            width: 176,
            render: (_, person) => (
              <TeamField
                key={person.team}
                label={t('people.teamOf', { name: person.name })}
                locked={locked}
                team={person.team}
                teams={teams}
                onTeam={(team) => save(person, { team })}
              />
            ),
          },
          {
            title: t('people.own'),
            key: 'own',
            width: 176,
            render: (_, person) =>
              person.isUser ? (
                <OwnRep person={person} people={list} locked={locked} onChange={save} />
              ) : null,
          },
          {
            title: t('people.look'),
            key: 'look',
            width: 128,
            render: (_, { id, name, role, isUser }) =>
              isUser || locked ? null : (
                <Button
                  size="small"
                  aria-label={t('people.lookAsName', { name })}
                  onClick={() => void lookAs({ personId: id, role })}
                >
                  {t('people.lookAs')}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}

const NOBODY = '';

/** The rep whose deals are the user's own. */
function OwnRep(props: {
  readonly person: Person;
  readonly people: readonly Person[];
  readonly locked: boolean;
  readonly onChange: (person: Person, to: Partial<PersonChange>) => void;
}) {
  const { t } = useTranslation('rights');
  const { person, people, locked, onChange } = props;
  const reps = people.filter(({ isUser }) => !isUser);
  return (
    <Select<string>
      className={styles.field ?? ''}
      aria-label={t('people.ownerOf', { name: person.name })}
      disabled={locked}
      value={person.ownerId ?? NOBODY}
      onChange={(id) => {
        const team = reps.find((rep) => rep.id === id)?.team ?? person.team;
        onChange(person, { ownerId: id === NOBODY ? null : id, team });
      }}
      options={[
        { value: NOBODY, label: t('people.ownerNone') },
        ...reps.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
