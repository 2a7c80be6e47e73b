import { useTranslation } from 'react-i18next';
import { useRowCountsText } from '#renderer/app/row-counts-text';
import { JobBar } from '#renderer/kit/JobBar';
import { LoadingState } from '#renderer/kit/states/LoadingState';
import { Alert, Checkbox } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import type { CreatedCounts } from '#shared/pipeline/import-model';
import { Accepted } from './Accepted';
import { AlikeChoices } from './AlikeRecords';
import { Changes } from './Changes';
import styles from './import.module.css';
import { KeyChoice } from './KeyChoice';
import { Notices } from './Notices';
import { Problems } from './Problems';
import { UnknownValues } from './UnknownValues';
import { UnnamedNotes } from './Unnamed';
import type { ImportFlow } from './use-import';
import { WriteChoice } from './WriteChoice';

/** What would happen: rows to add, to change, to refuse with the reason of each; nothing is written yet. */
export function CheckStep({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('import');
  const countsText = useRowCountsText();
  const { preview, checking, running } = flow;
  if (running.running) {
    return (
      <div className={styles.job}>
        <JobBar progress={running.progress} onCancel={running.cancel} unit={t('rows')} />
        <p className={styles.quiet}>{t('running')}</p>
      </div>
    );
  }
  if (checking.running) {
    return (
      <div className={styles.job}>
        <JobBar progress={checking.progress} onCancel={checking.cancel} unit={t('rows')} />
      </div>
    );
  }
  if (preview === null) return flow.error === null ? <LoadingState rows={6} /> : null;
  const figures = [
    ['inFile', preview.rows],
    ['toInsert', preview.toInsert],
    ['toUpdate', preview.toUpdate],
    ['unchanged', preview.unchanged],
    ...(preview.skipped > 0 ? ([['skipped', preview.skipped]] as const) : []),
    ['rejected', preview.rejected],
    ...(preview.doubles > 0 ? ([['doubles', preview.doubles]] as const) : []),
    ...(preview.twins > 0 ? ([['twins', preview.twins]] as const) : []),
  ] as const;
  return (
    <>
      <dl className={styles.figures}>
        {figures.map(([name, value]) => (
          <div key={name} data-kind={name} data-some={value > 0}>
            <dt>{t(`check.${name}`)}</dt>
            <dd>{formatCount(value)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.counts}>
        {t('check.wouldWrite', { what: countsText(preview.counts) || t('nothing') })}
      </p>
      <KeyChoice flow={flow} />
      <WriteChoice flow={flow} />
      <CreateMissing flow={flow} created={preview.created} />
      {preview.rejected === 0 && preview.doubles + preview.twins > 0 ? null : preview.rejected ===
        0 ? (
        <Alert type="success" showIcon title={t('check.allGood')} />
      ) : (
        <Alert
          type="warning"
          showIcon
          title={
            preview.rejected === preview.rows
              ? t('check.none')
              : t('check.some', { count: preview.rejected, rows: formatCount(preview.rejected) })
          }
        />
      )}
      <UnnamedNotes flow={flow} />
      <Notices notices={preview.notices} />
      <AlikeChoices flow={flow} />
      {flow.inspection === null ? null : <UnknownValues flow={flow} kind={flow.inspection.kind} />}
      <Problems
        problems={preview.problems}
        count={preview.problemCount}
        unknown={preview.unknown}
        kind={flow.inspection?.kind ?? null}
      />
      {flow.inspection === null ? null : (
        <Changes
          kind={flow.inspection.kind}
          changes={preview.changes}
          currency={preview.currency}
        />
      )}
      {flow.inspection === null ? null : <Accepted kind={flow.inspection.kind} preview={preview} />}
    </>
  );
}

const CREATED = ['account', 'owner', 'product'] as const;

/** The choice to make the accounts, owners and products that the file only names: one question that says how many of each. */
function CreateMissing(props: { readonly flow: ImportFlow; readonly created: CreatedCounts }) {
  const { t } = useTranslation('import');
  const { flow, created } = props;
  const some = CREATED.filter((kind) => created[kind] > 0);
  const offered = flow.inspection?.kind === 'opportunity';
  if (!offered || (flow.createMissing && some.length === 0)) return null;
  const counts = some.map((kind) =>
    t(`create.${kind}`, { count: created[kind], rows: formatCount(created[kind]) }),
  );
  return (
    <div>
      <Checkbox
        checked={flow.createMissing}
        onChange={(event) => flow.chooseCreateMissing(event.target.checked)}
      >
        {counts.length === 0
          ? t('create.option')
          : t('create.counted', { what: counts.join(t('and')) })}
      </Checkbox>
      <p className={styles.quiet}>{t('create.hint')}</p>
    </div>
  );
}
