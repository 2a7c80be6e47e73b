import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudyRecord } from '#shared/sandbox/studies/model';
import { useCommand } from '../../app/queries';
import { Field } from '../../kit/field/Field';
import { Input, Modal, Select } from '../../kit/ui';
import styles from './studies.module.css';

const MOST_TAGS = 12;

/** Name, tags and notes of a kept study. */
export function RemarksDialog(props: {
  readonly study: StudyRecord;
  readonly onClose: () => void;
}) {
  const { study, onClose } = props;
  const { t } = useTranslation(['study', 'common', 'sandbox']);
  const remark = useCommand('study.remark');
  const [name, setName] = useState(study.name);
  const [tags, setTags] = useState<string[]>(study.tags);
  const [notes, setNotes] = useState(study.notes);
  return (
    <Modal
      open
      title={t('kept.remark')}
      okText={t('kept.store')}
      cancelText={t('common:cancel')}
      okButtonProps={{ disabled: name.trim() === '', loading: remark.isPending }}
      onCancel={onClose}
      onOk={() =>
        remark.mutate({ id: study.id, name: name.trim(), tags, notes }, { onSuccess: onClose })
      }
    >
      <div className={styles.remarks}>
        <Field label={t('sandbox:form.name')} required>
          <Input value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t('kept.tags')}>
          <Select
            mode="tags"
            open={false}
            maxCount={MOST_TAGS}
            value={tags}
            onChange={(next: string[]) =>
              setTags(next.map((tag) => tag.trim().slice(0, 40)).filter((tag) => tag !== ''))
            }
          />
        </Field>
        <Field label={t('kept.notes')}>
          <Input.TextArea
            value={notes}
            maxLength={4000}
            rows={4}
            onChange={(event) => setNotes(event.target.value)}
          />
        </Field>
      </div>
    </Modal>
  );
}
