import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/kit/field/Field';
import { Checkbox, Input, Modal } from '#renderer/kit/ui';
import type { SavedView } from '#shared/pipeline/grid-view';
import styles from './views.module.css';

const MOST_CHARACTERS = 80;

/** Asks for the name of a view, and for a new one whether colleagues get it too. */
export function ViewNameDialog(props: {
  /** The saved view that gets another name; null for a new one. */
  readonly view: SavedView | null;
  readonly onClose: () => void;
  readonly onDone: (name: string, shared: boolean) => void;
}) {
  const { t } = useTranslation('views');
  const { view } = props;
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const ready = name.trim() !== '';
  const done = () => {
    if (ready) props.onDone(name.trim(), shared);
  };
  return (
    <Modal
      open
      title={t(view === null ? 'saveAsTitle' : 'renameTitle')}
      okText={t('save')}
      okButtonProps={{ disabled: !ready }}
      onOk={done}
      onCancel={props.onClose}
    >
      <div className={styles.form}>
        <Field label={t('name')}>
          <Input
            autoFocus
            value={name}
            maxLength={MOST_CHARACTERS}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={(event) => {
              if (!event.nativeEvent.isComposing) done();
            }}
          />
        </Field>
        {view === null ? (
          <>
            <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
              {t('share')}
            </Checkbox>
            <p className={styles.hint}>{t(shared ? 'shareHint' : 'privateHint')}</p>
          </>
        ) : null}
      </div>
    </Modal>
  );
}
