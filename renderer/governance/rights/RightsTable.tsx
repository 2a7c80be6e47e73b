import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '#shared/governance/rights/model';
import { exceptions, type RightsLine, rightsLines } from '#shared/governance/rights/overview';
import { Table } from '../../kit/ui';
import styles from './rights.module.css';

const LINES = rightsLines();
const EXCEPTIONS = exceptions();
const keyOf = (line: RightsLine): string => ('object' in line ? line.object : line.special);

/** What each role may do, in words, read from the rules that decide. */
export function RightsTable() {
  const { t } = useTranslation('rights');
  return (
    <>
      <Table<RightsLine>
        className={styles.table ?? ''}
        size="small"
        rowKey={keyOf}
        dataSource={LINES}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t('table.what'),
            key: 'what',
            width: 120,
            render: (_, line) =>
              'object' in line
                ? t(`table.object.${line.object}`)
                : t(`table.special.${line.special}`),
          },
          ...ROLES.map((role) => ({
            title: t(`role.${role}`),
            key: role,
            width: 152,
            render: (_: unknown, line: RightsLine) => <Cell line={line} role={role} />,
          })),
        ]}
      />
      <h3 className={styles.subhead}>{t('table.exceptions')}</h3>
      <ul className={styles.rules}>
        {EXCEPTIONS.map(({ id }) => (
          <li key={id}>{t(`rule.${id}`)}</li>
        ))}
      </ul>
    </>
  );
}

function Cell({ line, role }: { readonly line: RightsLine; readonly role: Role }) {
  const { t } = useTranslation('rights');
  if ('special' in line) return <Answer yes={line.has(role)} />;
  const reach = line.reach(role);
  if (reach.length === 0) return <Answer yes={false} />;
  return (
    <ul className={styles.reach}>
      {reach.map(({ action, scope }) =>
        scope === 'none' ? null : (
          <li key={action}>
            {t('table.may', {
              action: t(`table.action.${action}`),
              scope: t(`table.scope.${scope}`),
            })}
          </li>
        ),
      )}
    </ul>
  );
}

function Answer({ yes }: { readonly yes: boolean }) {
  const { t } = useTranslation('rights');
  return yes ? <span>{t('table.yes')}</span> : <span className={styles.no}>{t('table.no')}</span>;
}
