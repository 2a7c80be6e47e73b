import { useTranslation } from 'react-i18next';
import type { Block } from '#shared/composer/model';
import type { Language } from '#shared/workspace/model';
import { Field } from '../kit/field/Field';
import { DayInput } from '../kit/field/DayInput';
import { Input, Segmented } from '../kit/ui';
import { CellsField } from './CellsField';
import styles from './composer.module.css';
import { ReviewedField } from './content/ReviewedField';
import { ChartField, RehearsalTableField } from './RehearsalFields';
import { RichTextField } from './RichTextField';

interface BlockEditorProps {
  readonly block: Block;
  readonly language: Language;
  /** `merge`: typing within one field, folded into one undo step. */
  readonly onChange: (block: Block, options?: { readonly merge?: boolean }) => void;
  readonly onBlockMenu: () => void;
}

/** The inside of a block, edited where it stands and looking much as it will be printed. */
export function BlockEditor({ block, language, onChange, onBlockMenu }: BlockEditorProps) {
  switch (block.kind) {
    case 'heading':
      return <HeadingBlock block={block} onChange={onChange} />;
    case 'richText':
      return <TextBlock block={block} onChange={onChange} onBlockMenu={onBlockMenu} />;
    case 'chart':
      return <ChartField block={block} language={language} onChange={onChange} />;
    case 'table':
      return block.source.kind === 'cells' ? (
        <CellsField block={block} onChange={onChange} />
      ) : (
        <RehearsalTableField block={block} language={language} onChange={onChange} />
      );
    case 'citation':
      return <CitationBlock block={block} onChange={onChange} />;
    case 'reviewed':
      return <ReviewedField block={block} language={language} onChange={onChange} />;
    default:
      return block satisfies never;
  }
}

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;
type Change = BlockEditorProps['onChange'];

function HeadingBlock(props: { readonly block: Of<'heading'>; readonly onChange: Change }) {
  const { block, onChange } = props;
  const { t } = useTranslation('composer');
  return (
    <div className={styles.headingRow}>
      <Input
        variant="borderless"
        className={styles[`heading${block.level}`] ?? ''}
        aria-label={t('heading.text')}
        placeholder={t('heading.text')}
        value={block.text}
        maxLength={200}
        onChange={(event) => onChange({ ...block, text: event.target.value }, { merge: true })}
      />
      <Segmented<1 | 2 | 3>
        size="small"
        aria-label={t('heading.level')}
        value={block.level}
        options={([1, 2, 3] as const).map((level) => ({ value: level, label: `H${level}` }))}
        onChange={(level) => onChange({ ...block, level })}
      />
    </div>
  );
}

function TextBlock(props: {
  readonly block: Of<'richText'>;
  readonly onChange: Change;
  readonly onBlockMenu: () => void;
}) {
  const { t } = useTranslation('composer');
  return (
    <RichTextField
      doc={props.block.doc}
      label={t('kind.richText')}
      onChange={(doc) => props.onChange({ ...props.block, doc }, { merge: true })}
      onBlockMenu={props.onBlockMenu}
    />
  );
}

function CitationBlock(props: { readonly block: Of<'citation'>; readonly onChange: Change }) {
  const { block } = props;
  const { t } = useTranslation('composer');
  const set = (patch: Partial<Of<'citation'>>) =>
    props.onChange({ ...block, ...patch }, { merge: true });
  return (
    <div className={styles.form}>
      <Field label={t('citation.quote')}>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          value={block.quote}
          onChange={(event) => set({ quote: event.target.value })}
        />
      </Field>
      <Field
        label={t('citation.source')}
        required
        error={block.source.trim() === '' ? t('citation.sourceMissing') : null}
      >
        <Input
          maxLength={400}
          value={block.source}
          onChange={(event) => set({ source: event.target.value })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('citation.day')}>
          <DayInput value={block.day} onChange={(day) => set({ day })} />
        </Field>
        <Field label={t('citation.licence')}>
          <Input.TextArea
            autoSize
            maxLength={200}
            value={block.licence}
            onChange={(event) => set({ licence: event.target.value })}
          />
        </Field>
      </div>
    </div>
  );
}
