import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/kit/field/Field';
import { InputNumber, Select } from '#renderer/kit/ui';
import {
  type CsvFormat,
  DELIMITERS,
  ENCODINGS,
  type FormatChoice,
  type ImportInspection,
  type SheetFormat,
} from '#shared/pipeline/import-model';

const DELIMITER_KEY = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const;

/** How the file is read: encoding and delimiter of a text, sheet and header row of a workbook. */
export function FormatFields(props: {
  readonly inspection: ImportInspection;
  readonly onChange: (format: FormatChoice) => void;
}) {
  const { format, sheets } = props.inspection;
  return 'sheet' in format ? (
    <SheetFields format={format} sheets={sheets} onChange={props.onChange} />
  ) : (
    <TextFields format={format} onChange={props.onChange} />
  );
}

function TextFields(props: {
  readonly format: CsvFormat;
  readonly onChange: (format: FormatChoice) => void;
}) {
  const { t } = useTranslation('import');
  const { format, onChange } = props;
  return (
    <>
      <Field label={t('encoding')}>
        <Select
          value={format.encoding}
          options={ENCODINGS.map((value) => ({ value, label: value.toUpperCase() }))}
          onChange={(encoding) => onChange({ ...format, encoding })}
        />
      </Field>
      <Field label={t('delimiter.label')}>
        <Select
          value={format.delimiter}
          options={DELIMITERS.map((value) => ({
            value,
            label: t(`delimiter.${DELIMITER_KEY[value]}`),
          }))}
          onChange={(delimiter) => onChange({ ...format, delimiter })}
        />
      </Field>
    </>
  );
}

function SheetFields(props: {
  readonly format: SheetFormat;
  readonly sheets: ImportInspection['sheets'];
  readonly onChange: (format: FormatChoice) => void;
}) {
  const { t } = useTranslation('import');
  const { format, sheets, onChange } = props;
  return (
    <>
      <Field label={t('sheet.label')}>
        <Select
          value={format.sheet}
          options={sheets.map(({ name, hidden }) => ({
            value: name,
            label: hidden ? t('sheet.hidden', { name }) : name,
          }))}
          onChange={(sheet) => onChange({ sheet, headerRow: null })}
        />
      </Field>
      <Field label={t('sheet.headerRow')}>
        <InputNumber
          key={`${format.sheet} ${format.headerRow}`}
          min={1}
          max={1_048_576}
          precision={0}
          defaultValue={format.headerRow}
          onBlur={(event) => {
            const headerRow = Number(event.target.value);
            if (headerRow >= 1 && headerRow !== format.headerRow) {
              onChange({ sheet: format.sheet, headerRow });
            }
          }}
          onPressEnter={(event) => event.currentTarget.blur()}
        />
      </Field>
    </>
  );
}
