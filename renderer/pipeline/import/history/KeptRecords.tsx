import { useTranslation } from 'react-i18next';
import { Checkbox } from '#renderer/kit/ui';
import { useFormat } from '#renderer/kit/use-format';
import { formatCount } from '#shared/format';
import type { KeptRecord, RevertPlan } from '#shared/pipeline/import-revert';
import styles from '../import.module.css';
import { ScrollTable } from '#renderer/kit/table/ScrollTable';
import type { RevertFlow } from './use-revert';

/** The records that stay, each with the reason; edited ones can be chosen to go as well. */
export function KeptRecords({
  flow,
  plan,
}: {
  readonly flow: RevertFlow;
  readonly plan: RevertPlan;
}) {
  const { t } = useTranslation('import');
  const { records, kept, choosable } = plan;
  const { also } = flow;
  const title =
    kept > records.length
      ? t('revert.keptFirst', { shown: records.length, all: formatCount(kept) })
      : t('revert.keptTitle');
  const toggle = (id: string, on: boolean): void => {
    const some = also === 'all' ? [] : also;
    flow.choose(on ? [...some, id] : some.filter((one) => one !== id));
  };
  return (
    <>
      <h3 className={styles.part}>{title}</h3>
      {choosable > 0 ? (
        <Checkbox
          checked={also === 'all'}
          onChange={(event) => flow.choose(event.target.checked ? 'all' : [])}
        >
          {t('revert.chooseAll', { rows: formatCount(choosable) })}
        </Checkbox>
      ) : null}
      <ScrollTable
        label={t('revert.keptTitle')}
        headers={[
          t('revert.also'),
          t('kept.header.entity'),
          t('kept.header.name'),
          t('kept.header.reason'),
        ]}
      >
        {records.map((record) => (
          <tr key={record.id}>
            <td>
              {record.choosable ? (
                <Checkbox
                  aria-label={t('revert.choose', { name: record.name })}
                  checked={also === 'all' || also.includes(record.id)}
                  disabled={also === 'all'}
                  onChange={(event) => toggle(record.id, event.target.checked)}
                />
              ) : null}
            </td>
            <td>{t(`kept.entity.${record.entity as 'account'}`, record.entity)}</td>
            <td>{record.name}</td>
            <td className={styles.value}>
              <Reason record={record} />
            </td>
          </tr>
        ))}
      </ScrollTable>
    </>
  );
}

/** Why a record stays, as closely as it is known: who edited it and when, or what needs it. */
function Reason({ record }: { readonly record: KeptRecord }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const { reason, by, at, neededBy } = record;
  const parts = [
    reason === 'edited' && by !== null && at !== null
      ? t('revert.edited', { who: by, at: format.instant(at) })
      : reason === 'needed' && neededBy !== null
        ? null
        : t(`kept.reason.${reason}`),
    neededBy === null
      ? null
      : t('revert.neededBy', {
          entity: t(`kept.entity.${neededBy.entity as 'account'}`, neededBy.entity),
          name: neededBy.name,
        }),
  ];
  return <>{parts.filter((part) => part !== null).join(t('and'))}</>;
}
