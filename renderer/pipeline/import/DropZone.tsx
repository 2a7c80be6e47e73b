import { InboxOutlined } from '@ant-design/icons';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { droppedFile } from '#renderer/app/api';
import { useNotify } from '#renderer/kit/notify';
import styles from './import.module.css';

const carriesFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** Takes a file dropped anywhere on the page. The page gets a token, never a path. */
export function DropZone(props: {
  readonly onFile: (fileToken: string) => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('import');
  const notify = useNotify();
  const [over, setOver] = useState(false);
  // Enter and leave fire for every element under the pointer; only their balance tells.
  const depth = useRef(0);
  const move = (event: DragEvent, by: -1 | 0 | 1) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    depth.current += by;
    setOver(depth.current > 0);
  };
  return (
    <div
      className={styles.zone}
      onDragEnter={(event) => move(event, 1)}
      onDragOver={(event) => move(event, 0)}
      onDragLeave={(event) => move(event, -1)}
      onDrop={(event) => {
        if (!carriesFile(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file !== undefined) droppedFile(file).then(props.onFile, notify.failure);
      }}
    >
      {props.children}
      {over ? (
        <div className={styles.over}>
          <InboxOutlined aria-hidden className={styles.overIcon} />
          <p>{t('drop.release')}</p>
        </div>
      ) : null}
    </div>
  );
}
