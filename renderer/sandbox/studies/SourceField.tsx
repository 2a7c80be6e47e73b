import { FolderOpenOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { StudySource } from '#shared/sandbox/studies/model';
import { OfferButton } from '../../app/OfferButton';
import { useCommand } from '../../app/queries';
import { Field } from '../../kit/field/Field';
import { Select } from '../../kit/ui';
import styles from './studies.module.css';

/** Which stores are played: of the streams, of a file, or generated ones. */
export function SourceField(props: {
  readonly sources: readonly StudySource[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}) {
  const { t } = useTranslation('study');
  const pick = useCommand('study.pickData');
  const label = ({ origin, fileName, chain }: StudySource) =>
    t(`source.${origin}`, {
      file: fileName ?? '',
      stores: chain?.stores ?? 0,
      products: chain?.products ?? 0,
    });
  return (
    <div className={styles.source}>
      <Field label={t('source.label')}>
        <Select
          value={props.value}
          options={props.sources.map((source) => ({ value: source.id, label: label(source) }))}
          onChange={props.onChange}
        />
      </Field>
      <OfferButton
        call="study.pickData"
        icon={<FolderOpenOutlined aria-hidden />}
        loading={pick.isPending}
        onClick={() =>
          pick.mutate({}, { onSuccess: (found) => found !== null && props.onChange(found.id) })
        }
      >
        {t('source.pick')}
      </OfferButton>
    </div>
  );
}
