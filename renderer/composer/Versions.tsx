import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentContent, DocumentVersion } from '#shared/composer/model';
import { call } from '../app/api';
import { useCall } from '../app/queries';
import { useNotify } from '../kit/notify';
import { Button, Drawer, Input, Space, Tag } from '../kit/ui';
import { useFormat } from '../kit/use-format';
import styles from './composer.module.css';

interface VersionsProps {
  readonly documentId: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Saves the present content as a named version. */
  readonly onName: (label: string) => Promise<void>;
  readonly onRestore: (content: DocumentContent) => void;
}

/** Versions, newest first; naming one keeps it findable, restoring one is an undoable step. */
export function Versions(props: VersionsProps) {
  const { t } = useTranslation('composer');
  const notify = useNotify();
  const [label, setLabel] = useState('');
  const versions = useCall('composer.versions', { id: props.documentId }, { enabled: props.open });

  const name = () => {
    props
      .onName(label.trim())
      .then(() => setLabel(''))
      .catch(notify.failure);
  };
  const restore = async (version: DocumentVersion) => {
    try {
      props.onRestore(
        await call('composer.version', { id: props.documentId, version: version.version }),
      );
      notify.success(t('versions.restored', { version: version.version }));
      props.onClose();
    } catch (error) {
      notify.failure(error);
    }
  };

  return (
    <Drawer title={t('versions.title')} open={props.open} onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          name();
        }}
      >
        <Space.Compact block>
          <Input
            value={label}
            maxLength={80}
            aria-label={t('versions.name')}
            placeholder={t('versions.name')}
            onChange={(event) => setLabel(event.target.value)}
          />
          <Button htmlType="submit" disabled={label.trim() === ''}>
            {t('versions.keep')}
          </Button>
        </Space.Compact>
      </form>
      <ul className={styles.versions}>
        {(versions.data ?? []).map((version) => (
          <VersionLine
            key={version.version}
            version={version}
            onRestore={() => void restore(version)}
          />
        ))}
      </ul>
    </Drawer>
  );
}

function VersionLine(props: { readonly version: DocumentVersion; readonly onRestore: () => void }) {
  const { version } = props;
  const { t } = useTranslation('composer');
  const format = useFormat();
  return (
    <li>
      <div>
        <span className="num">{t('versions.number', { version: version.version })}</span>
        {version.label === null ? null : <Tag>{version.label}</Tag>}
        <p className={styles.note}>
          {t('versions.line', {
            at: format.instant(version.at),
            name: version.actorName,
            blocks: version.blockCount,
          })}
        </p>
      </div>
      <Button size="small" onClick={props.onRestore}>
        {t('versions.restore')}
      </Button>
    </li>
  );
}
