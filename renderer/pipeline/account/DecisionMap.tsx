import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { coverageGaps, furthestStage, type Gap } from '#shared/pipeline/accounts/decision-map';
import {
  type AccountDeal,
  type AccountPerson,
  ATTITUDES,
  INFLUENCES,
} from '#shared/pipeline/accounts/model';
import styles from './account.module.css';
import { AddPerson } from './AddPerson';
import { People } from './People';
import { ReportTree } from './ReportTree';

/** Names the row and the column of those of whom nobody has said. */
const UNKNOWN = 'unknown';

/** Who decides: influence against attitude, what is missing for the stage, and every person with what can be said of them. */
export function DecisionMap(props: {
  readonly accountId: string;
  readonly people: readonly AccountPerson[];
  readonly deals: readonly AccountDeal[];
  /** What is masked is not written over: names are told, not edited. */
  readonly isMasked: boolean;
}) {
  const { t } = useTranslation(['accounts', 'common']);
  const { accountId, people, deals, isMasked } = props;
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
          <People people={people} isMasked={isMasked} />
          <ReportTree people={people} />
        </>
      )}
      <AddPerson accountId={accountId} />
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
