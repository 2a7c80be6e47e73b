import { Button, Input, type InputRef } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toFailure } from '#shared/errors';
import { useFailureText } from '../app/failure';
import { useWorkspaceCommand } from '../app/use-workspace-command';
import { Field } from '../kit/field/Field';
import { ErrorState } from '../kit/states/ErrorState';
import { useFocusOnMount } from '../kit/use-focus-on-mount';
import styles from './welcome.module.css';

/** Asks for the passphrase of a workspace; a wrong one keeps what was typed and says so beside the field. */
export function LockedWorkspace(props: { readonly folder: string; readonly name: string }) {
  const { t } = useTranslation('home');
  const failureText = useFailureText();
  const first = useFocusOnMount<InputRef>();
  const { run, running, error } = useWorkspaceCommand();
  const [passphrase, setPassphrase] = useState('');
  const wrong = error !== null && toFailure(error).code === 'KEY_WRONG';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== '') void run('workspace.open', { folder: props.folder, passphrase });
  };
  return (
    <section
      className={`${styles.card} ${styles.narrow}`}
      aria-label={t('locked.title', { name: props.name })}
    >
      <h2>{t('locked.title', { name: props.name })}</h2>
      <p>{t('locked.text')}</p>
      {error === null || wrong ? null : <ErrorState error={error} />}
      <form className={styles.form} onSubmit={submit}>
        <Field
          label={t('create.passphrase')}
          error={wrong ? failureText(error).sentence : null}
          hint={props.folder}
        >
          <Input.Password
            ref={first}
            autoComplete="current-password"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </Field>
        <div className={styles.row}>
          <Button disabled={running !== null} onClick={() => void run('workspace.close', {})}>
            {t('back')}
          </Button>
          <Button
            type="primary"
            htmlType="submit"
            loading={running === 'workspace.open'}
            disabled={passphrase === ''}
          >
            {t('locked.open')}
          </Button>
        </div>
      </form>
    </section>
  );
}
