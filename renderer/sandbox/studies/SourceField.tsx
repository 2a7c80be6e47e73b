import { FolderOpenOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { StudySource } from '#shared/sandbox/studies/model';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import { OfferButton } from '../../app/OfferButton';
import { useCommand } from '../../app/queries';
import { Field } from '../../kit/field/Field';
import { Select } from '../../kit/ui';
import styles from './studies.module.css';
import { useModelText } from './use-model-text';

/** Which data are played: of the streams, of a file, or generated ones. */
export function SourceField(props: {
  readonly model: ScenarioModel;
  readonly sources: readonly StudySource[];
  readonly value: string;
  readonly onChange: (source: StudySource) => void;
}) {
  const { t } = useTranslation('study');
  const pick = useCommand('study.pickData');
  const text = useModelText();
  const size = ({ chain, rows }: StudySource) =>
    rows === null
      ? t('source.chain', { stores: chain?.stores ?? 0, products: chain?.products ?? 0 })
      : t('source.rows', {
          n: rows.places,
          place: text(props.model.program?.places?.name ?? props.model.name),
        });
  const label = (source: StudySource) =>
    source.rows?.sku == null
      ? t(`source.${source.origin}`, { file: source.fileName ?? '', size: size(source) })
      : t('source.article', { sku: source.rows.sku, size: size(source) });
  return (
    <div className={styles.source}>
      <Field label={t('source.label')}>
        <Select
          value={props.value}
          options={props.sources.map((source) => ({ value: source.id, label: label(source) }))}
          onChange={(id: string) => {
            const found = props.sources.find((one) => one.id === id);
            if (found !== undefined) props.onChange(found);
          }}
        />
      </Field>
      <OfferButton
        call="study.pickData"
        icon={<FolderOpenOutlined aria-hidden />}
        loading={pick.isPending}
        onClick={() =>
          pick.mutate(
            { modelId: props.model.id },
            { onSuccess: (found) => found !== null && props.onChange(found) },
          )
        }
      >
        {t('source.pick')}
      </OfferButton>
    </div>
  );
}
