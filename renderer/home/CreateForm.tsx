import { Button, Input, type InputRef } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api';
import { useWorkspaceCommand } from '../app/use-workspace-command';
import { Field } from '../kit/field/Field';
import { useNotify } from '../kit/notify';
import { ErrorState } from '../kit/states/ErrorState';
import { useFocusOnMount } from '../kit/use-focus-on-mount';
import styles from './welcome.module.css';

/** As `passphraseSchema` in `shared/workspace/model.ts`. */
const PASSPHRASE_MIN = 8;

/** Name, person, place and, where the system keeps no keys, a passphrase. Nothing else is asked. */
export function CreateForm(props: {
  readonly osKeyStore: boolean;
  /** Where a workspace is made when no other folder is chosen. */
  readonly defaultFolder: string;
  readonly onBack: () => void;
}) {
  const { t } = useTranslation('home');
  const notify = useNotify();
  const first = useFocusOnMount<InputRef>();
  const { run, running, error } = useWorkspaceCommand();
  const [name, setName] = useState('');
  const [userName, setUserName] = useState('');
  const [folder, setFolder] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [tried, setTried] = useState(false);

  const problems = {
    name: name.trim() === '' ? t('create.nameMissing') : null,
    userName: userName.trim() === '' ? t('create.userNameMissing') : null,
    passphrase:
      !props.osKeyStore && passphrase.length < PASSPHRASE_MIN ? t('create.passphraseShort') : null,
    repeated: !props.osKeyStore && repeated !== passphrase ? t('create.passphraseDiffers') : null,
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(problems).some((problem) => problem !== null)) return;
    void run('workspace.create', {
      name: name.trim(),
      userName: userName.trim(),
      folder,
      passphrase: props.osKeyStore ? null : passphrase,
    });
  };

  const pick = () => {
    call('workspace.pickFolder', { purpose: 'create' })
      .then((picked) => setFolder((before) => picked.folder ?? before))
      .catch(notify.failure);
  };

  const shown = (problem: string | null) => (tried ? problem : null);
  return (
    <section className={`${styles.card} ${styles.narrow}`} aria-label={t('create.title')}>
      <h2>{t('create.title')}</h2>
      {error === null ? null : <ErrorState error={error} />}
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field label={t('create.name')} required error={shown(problems.name)}>
          <Input
            ref={first}
            maxLength={80}
            value={name}
            placeholder={t('create.nameExample')}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field
          label={t('create.userName')}
          required
          hint={t('create.userNameHint')}
          error={shown(problems.userName)}
        >
          <Input
            maxLength={80}
            value={userName}
            onChange={(event) => setUserName(event.target.value)}
          />
        </Field>
        <Field label={t('create.folder')} hint={t('create.folderHint')}>
          <Input
            readOnly
            value={folder ?? props.defaultFolder}
            suffix={
              <Button size="small" onClick={pick}>
                {t('create.folderChange')}
              </Button>
            }
          />
        </Field>
        {props.osKeyStore ? (
          <p className={styles.explain}>{t('create.keyByOs')}</p>
        ) : (
          <>
            <p className={styles.explain}>{t('create.keyByPassphrase')}</p>
            <Field
              label={t('create.passphrase')}
              required
              hint={t('create.passphraseHint')}
              error={shown(problems.passphrase)}
            >
              <Input.Password
                autoComplete="new-password"
                value={passphrase}
                onChange={(event) => setPassphrase(event.target.value)}
              />
            </Field>
            <Field label={t('create.passphraseRepeat')} required error={shown(problems.repeated)}>
              <Input.Password
                autoComplete="new-password"
                value={repeated}
                onChange={(event) => setRepeated(event.target.value)}
              />
            </Field>
          </>
        )}
        <div className={styles.row}>
          <Button onClick={props.onBack}>{t('back')}</Button>
          <Button type="primary" htmlType="submit" loading={running !== null}>
            {t('create.submit')}
          </Button>
        </div>
      </form>
    </section>
  );
}
