import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '#renderer/app/api';
import { OfferButton } from '#renderer/app/OfferButton';
import { useGo } from '#renderer/app/locations';
import { useCall } from '#renderer/app/queries';
import { useNotify } from '#renderer/kit/notify';
import { Section } from '#renderer/kit/page/Page';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { LoadingState } from '#renderer/kit/states/LoadingState';
import { Button } from '#renderer/kit/ui';
import { formatCount, NO_VALUE } from '#shared/format';
import type { Comparison as Compared, MergeField } from '#shared/pipeline/duplicates/merge-model';
import type { DuplicateKind, DuplicatePair, Verdict } from '#shared/pipeline/duplicates/model';
import { ATTITUDES, INFLUENCES } from '#shared/pipeline/accounts/model';
import { contactRoleSchema } from '#shared/pipeline/model';
import styles from './duplicates.module.css';
import { useDuplicatesStore } from './duplicates-store';

type Side = 'one' | 'other';
const SIDES: readonly Side[] = ['one', 'other'];

/** A pair side by side: what speaks for and against it, field by field which value stays, and the decision. */
export function Comparison(props: { readonly kind: DuplicateKind; readonly pair: DuplicatePair }) {
  const { kind, pair } = props;
  const { t } = useTranslation('accounts');
  const compared = useCall('account.compare', { kind, one: pair.a.id, other: pair.b.id });
  return (
    <Section title={t('duplicates.sideBySide')}>
      <ul className={styles.reasons}>
        {pair.reasons.map((reason) => (
          <li key={reason}>{t(`reason.${reason}`)}</li>
        ))}
      </ul>
      {compared.data === undefined ? (
        compared.isError ? (
          <ErrorState error={compared.error} onRetry={() => void compared.refetch()} />
        ) : (
          <LoadingState rows={8} />
        )
      ) : (
        <Decision kind={kind} pair={pair} compared={compared.data} />
      )}
    </Section>
  );
}

/** Rows that come with a record. */
const sizeOf = (side: Compared[Side]): number =>
  side.contacts + side.opportunities + side.touchpoints;

function Decision(props: {
  readonly kind: DuplicateKind;
  readonly pair: DuplicatePair;
  readonly compared: Compared;
}) {
  const { kind, pair, compared } = props;
  const { t } = useTranslation('accounts');
  const notify = useNotify();
  const drop = useDuplicatesStore((store) => store.drop);
  const go = useGo();
  // The record with more behind it stays unless the person says otherwise.
  const [survivor, setSurvivor] = useState<Side>(
    sizeOf(compared.other) > sizeOf(compared.one) ? 'other' : 'one',
  );
  const [chosen, setChosen] = useState<Readonly<Partial<Record<MergeField, Side>>>>({});
  const [busy, setBusy] = useState(false);
  const text = useValueText();
  const gone: Side = survivor === 'one' ? 'other' : 'one';
  /** An empty field takes what the other one knows. */
  const sideOf = (line: Compared['fields'][number]): Side =>
    chosen[line.field] ?? (line[survivor] === null && line[gone] !== null ? gone : survivor);
  const names = { one: pair.a.name, other: pair.b.name };

  const run = async (
    work: Promise<object>,
    done: string,
    left: (one: DuplicatePair) => boolean,
  ): Promise<void> => {
    setBusy(true);
    try {
      notify.undoable(done, await work);
      drop(left);
    } catch (error) {
      setBusy(false);
      notify.failure(error);
    }
  };
  const merge = () => {
    const [stays, goes] = [compared[survivor], compared[gone]];
    const take = compared.fields.filter((line) => sideOf(line) === gone).map(({ field }) => field);
    const input = {
      kind,
      survivor: { id: stays.id, version: stays.version },
      merged: { id: goes.id, version: goes.version },
      take,
    };
    void run(
      call('account.merge', input),
      t('duplicates.merged', { survivor: names[survivor], merged: names[gone] }),
      ({ a, b }) => a.id === goes.id || b.id === goes.id,
    );
  };
  const judge = (verdict: Verdict) =>
    void run(
      call('account.judge', { kind, a: pair.a.id, b: pair.b.id, verdict }),
      t(`duplicates.judged.${verdict}`, names),
      (one) => one === pair,
    );
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('duplicates.field')}</th>
            {SIDES.map((side) => (
              <th key={side} scope="col">
                <label className={styles.choice}>
                  <input
                    type="radio"
                    name="survivor"
                    checked={survivor === side}
                    onChange={() => setSurvivor(side)}
                  />
                  {t('duplicates.keepThis')}
                </label>
                <div className={styles.moves}>
                  {t(`duplicates.behind.${kind}`, {
                    contacts: formatCount(compared[side].contacts),
                    opportunities: formatCount(compared[side].opportunities),
                    touchpoints: formatCount(compared[side].touchpoints),
                  })}
                </div>
                {kind === 'account' ? (
                  <Button
                    size="small"
                    type="link"
                    onClick={() => go('account', { accountId: compared[side].id })}
                  >
                    {t('duplicates.open')}
                  </Button>
                ) : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {compared.fields
            .filter(({ one, other }) => one !== null || other !== null)
            .map((line) => (
              <tr key={line.field} data-differs={line.one !== line.other || undefined}>
                <th scope="row">{t(`field.${line.field}`)}</th>
                {SIDES.map((side) => (
                  <td key={side}>
                    {line.one === line.other ? (
                      text(line.field, line[side])
                    ) : (
                      <label className={styles.choice}>
                        <input
                          type="radio"
                          name={line.field}
                          checked={sideOf(line) === side}
                          onChange={() => setChosen({ ...chosen, [line.field]: side })}
                        />
                        {text(line.field, line[side])}
                      </label>
                    )}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
      <p className={styles.quiet}>
        {t('duplicates.what', { merged: names[gone], survivor: names[survivor] })}
      </p>
      <div className={styles.buttons}>
        <OfferButton call="account.merge" type="primary" disabled={busy} onClick={merge}>
          {t('duplicates.merge')}
        </OfferButton>
        <OfferButton call="account.judge" disabled={busy} onClick={() => judge('different')}>
          {t('duplicates.different')}
        </OfferButton>
        <OfferButton call="account.judge" disabled={busy} onClick={() => judge('later')}>
          {t('duplicates.putOff')}
        </OfferButton>
      </div>
    </>
  );
}

/** A value of a field in words. */
function useValueText(): (field: MergeField, value: Compared['fields'][number]['one']) => string {
  const { t } = useTranslation(['accounts', 'common']);
  return (field, value) => {
    if (value === null || value === '') return NO_VALUE;
    if (typeof value === 'number') {
      return formatCount(field === 'annualRevenue' ? Math.round(value / 100) : value);
    }
    if (field === 'role') {
      const role = contactRoleSchema.safeParse(value);
      return role.success ? t(`common:role.${role.data}`) : value;
    }
    const influence = INFLUENCES.find((one) => one === value);
    if (field === 'influence' && influence !== undefined) return t(`map.influence.${influence}`);
    const attitude = ATTITUDES.find((one) => one === value);
    if (field === 'attitude' && attitude !== undefined) return t(`map.attitude.${attitude}`);
    return value;
  };
}
