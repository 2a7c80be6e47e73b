import { useTranslation } from 'react-i18next';
import { useRowCountsText } from '#renderer/app/row-counts-text';
import { Alert } from '#renderer/kit/ui';
import { formatCount, formatDecimal } from '#shared/format';
import type { ImportReport } from '#shared/pipeline/import-model';
import { AlikeTaken } from './AlikeRecords';
import styles from './import.module.css';
import { Notices } from './Notices';
import { Problems } from './Problems';

/** What happened, in numbers; the whole import is one step of the undo history. */
export function ReportStep({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation('import');
  const countsText = useRowCountsText();
  const figures = [
    ['inserted', report.inserted],
    ['updated', report.updated],
    ['unchanged', report.unchanged],
    ...(report.skipped > 0 ? ([['skipped', report.skipped]] as const) : []),
    ['rejected', report.rejected],
    ...(report.doubles > 0 ? ([['doubles', report.doubles]] as const) : []),
    ...(report.twins > 0 ? ([['twins', report.twins]] as const) : []),
  ] as const;
  return (
    <>
      <Alert
        type="success"
        showIcon
        title={t('report.title', {
          file: report.fileName,
          kind: t(`kind.${report.kind}`),
          seconds: formatDecimal(report.durationMs / 1000, 1),
        })}
        description={
          <>
            <p className={styles.counts}>{countsText(report.counts) || t('nothing')}</p>
            {t('report.undo')}
          </>
        }
      />
      <dl className={styles.figures}>
        {figures.map(([name, value]) => (
          <div key={name} data-kind={name} data-some={value > 0}>
            <dt>{t(`report.${name}`)}</dt>
            <dd>{formatCount(value)}</dd>
          </div>
        ))}
      </dl>
      <Notices notices={report.notices} />
      <AlikeTaken alike={report.alike} />
      <Problems
        problems={report.problems}
        count={report.problemCount}
        unknown={report.unknown}
        kind={report.kind}
      />
    </>
  );
}
