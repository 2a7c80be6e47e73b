import type { CustomCellEditorProps } from 'ag-grid-react';
import { useTranslation } from 'react-i18next';
import { minorDigits } from '#shared/pipeline/currency';
import type { OpportunityRow } from '#shared/pipeline/model';
import { parseAmount } from '#shared/pipeline/parse-amount';
import { useAmounts } from '../../view/use-amounts';
import { usePipeline } from '../../view/use-view';
import { ParsedEditor, type Reading } from './ParsedEditor';

/** So many times more or less is rather a forgotten 万 than a change of mind. */
const LEAP = 1000;

function isLeap(before: number, after: number): boolean {
  if (before <= 0 || after <= 0) return false;
  return after >= before * LEAP || before >= after * LEAP;
}

/** An amount in a cell: `120万`, `1.2亿`, `1,200,000`, full-width digits. */
export function AmountEditor(props: CustomCellEditorProps<OpportunityRow, number>) {
  const { t } = useTranslation(['pipeline', 'common']);
  const { currency } = usePipeline();
  const { exact } = useAmounts();
  const { initialValue } = props;
  const present =
    initialValue === null || initialValue === undefined
      ? ''
      : String(initialValue / 10 ** minorDigits(currency));
  const read = (text: string): Reading<number> => {
    if (text.trim() === '') return { ok: true, value: null, say: t('common:amount.hint') };
    const reading = parseAmount(text, currency);
    if (!reading.ok) return { ok: false, say: t(`common:amount.${reading.problem}`) };
    if (reading.minor < 0) return { ok: false, say: t('edit.negative') };
    const amount = exact(reading.minor);
    if (!isLeap(initialValue ?? 0, reading.minor)) {
      return { ok: true, value: reading.minor, say: t('edit.read', { amount }) };
    }
    const say = t('edit.readLeap', { amount, before: exact(initialValue ?? 0) });
    return { ok: true, value: reading.minor, say, doubtful: true };
  };
  return (
    <ParsedEditor {...props} label={t('field.amountMinor')} presentText={present} read={read} />
  );
}
