import { DeleteOutlined, PaperClipOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '#shared/composer/content/source';
import { useCommand } from '../../app/queries';
import { Button, Input } from '../../kit/ui';
import styles from './content.module.css';

/** Files that back a source: by name and digest, each with a word. */
export function EvidenceField(props: {
  readonly evidence: readonly Evidence[];
  readonly onChange: (evidence: Evidence[]) => void;
}) {
  const { evidence, onChange } = props;
  const { t } = useTranslation('content');
  const pick = useCommand('content.pickEvidence');
  const add = () =>
    pick.mutate(
      { fileToken: null },
      {
        onSuccess: (file) => {
          if (file === null || evidence.some(({ sha256 }) => sha256 === file.sha256)) return;
          onChange([...evidence, file]);
        },
      },
    );
  return (
    <fieldset className={styles.evidence}>
      <legend>{t('source.evidence')}</legend>
      {evidence.map((file) => (
        <div key={file.sha256} className={styles.file}>
          <span className={styles.fileName}>
            {file.fileName}
            <code>{file.sha256.slice(0, 16)}…</code>
          </span>
          <Input
            size="small"
            aria-label={t('source.evidenceNote', { file: file.fileName })}
            placeholder={t('source.evidenceNote', { file: file.fileName })}
            maxLength={400}
            value={file.note}
            onChange={(event) =>
              onChange(
                evidence.map((one) =>
                  one.sha256 === file.sha256 ? { ...one, note: event.target.value } : one,
                ),
              )
            }
          />
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('source.evidenceRemove', { file: file.fileName })}
            onClick={() => onChange(evidence.filter(({ sha256 }) => sha256 !== file.sha256))}
          />
        </div>
      ))}
      <div className={styles.addFile}>
        <Button
          size="small"
          icon={<PaperClipOutlined aria-hidden />}
          loading={pick.isPending}
          onClick={add}
        >
          {t('source.evidenceAdd')}
        </Button>
        <span>{t('source.evidenceHint')}</span>
      </div>
    </fieldset>
  );
}
