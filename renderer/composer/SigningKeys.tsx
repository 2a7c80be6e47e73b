import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SigningKeyState } from '#shared/composer/model';
import { OfferButton } from '../app/OfferButton';
import { useCall, useCommand } from '../app/queries';
import { Field } from '../kit/field/Field';
import { useNotify } from '../kit/notify';
import { Section } from '../kit/page/Page';
import { ErrorState } from '../kit/states/ErrorState';
import { Alert, Button, Input, Modal, Table, type TableColumnsType, Tag } from '../kit/ui';
import { useFormat } from '../kit/use-format';
import styles from './composer.module.css';

/** The keys of this workspace by their fingerprints: a new one is made, one that others may hold is revoked. */
export function SigningKeys() {
  const { t } = useTranslation('composer');
  const format = useFormat();
  const notify = useNotify();
  const [revoking, setRevoking] = useState<SigningKeyState | null>(null);
  const keys = useCall('composer.keys', {}).data ?? [];
  const rotate = useCommand('composer.rotateKey');
  const columns: TableColumnsType<SigningKeyState> = [
    {
      key: 'fingerprint',
      title: t('keys.fingerprint'),
      render: (_v, row) => <span className={styles.hash}>{row.fingerprint}</span>,
    },
    {
      key: 'since',
      title: t('keys.since'),
      render: (_v, row) => <span className="num">{format.instant(row.createdAt)}</span>,
    },
    { key: 'state', title: t('keys.state'), render: (_v, row) => <KeyState row={row} /> },
    {
      key: 'actions',
      title: <span className="visually-hidden">{t('list.actions')}</span>,
      align: 'right',
      render: (_v, row) =>
        row.revokedAt === null ? (
          <OfferButton
            call="composer.revokeKey"
            size="small"
            danger
            aria-label={t('keys.revokeOne', { fingerprint: row.fingerprint.slice(0, 8) })}
            onClick={() => setRevoking(row)}
          >
            {t('keys.revoke')}
          </OfferButton>
        ) : null,
    },
  ];
  return (
    <Section
      title={t('keys.title')}
      extra={
        <OfferButton
          call="composer.rotateKey"
          loading={rotate.isPending}
          onClick={() => rotate.mutate({}, { onSuccess: () => notify.success(t('keys.rotated')) })}
        >
          {t('keys.rotate')}
        </OfferButton>
      }
    >
      <p>{t('keys.text')}</p>
      <Table
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={[...keys]}
        pagination={false}
        locale={{ emptyText: t('keys.none') }}
      />
      <RevokeDialog subject={revoking} onClose={() => setRevoking(null)} />
    </Section>
  );
}

function KeyState({ row }: { readonly row: SigningKeyState }) {
  const { t } = useTranslation('composer');
  const format = useFormat();
  if (row.revokedAt !== null) {
    const at = format.instant(row.revokedAt);
    const by = row.revokedBy ?? '';
    return (
      <>
        <Tag color="error">{t('keys.revoked')}</Tag>
        {t('keys.revokedBy', { at, by, reason: row.reason ?? '' })}
      </>
    );
  }
  return row.signsNow ? (
    <Tag color="success">{t('keys.signsNow')}</Tag>
  ) : (
    <Tag>{t('keys.former')}</Tag>
  );
}

function RevokeDialog(props: {
  readonly subject: SigningKeyState | null;
  readonly onClose: () => void;
}) {
  const { subject, onClose } = props;
  const { t } = useTranslation(['composer', 'common']);
  return (
    <Modal
      open={subject !== null}
      title={t('keys.revokeTitle')}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      {subject === null ? null : <RevokeForm subject={subject} onClose={onClose} />}
    </Modal>
  );
}

function RevokeForm(props: { readonly subject: SigningKeyState; readonly onClose: () => void }) {
  const { t } = useTranslation(['composer', 'common']);
  const [reason, setReason] = useState('');
  const revoke = useCommand('composer.revokeKey', { failure: 'inline' });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        revoke.mutate(
          { keyId: props.subject.id, reason: reason.trim() },
          { onSuccess: props.onClose },
        );
      }}
    >
      <Alert type="warning" showIcon title={t('keys.revokeText')} />
      <p className={styles.hash}>{props.subject.fingerprint}</p>
      <Field label={t('keys.reason')} required>
        <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {revoke.error === null ? null : <ErrorState error={revoke.error} />}
      <div className={styles.formEnd}>
        <Button onClick={props.onClose}>{t('common:cancel')}</Button>
        <Button
          type="primary"
          danger
          htmlType="submit"
          loading={revoke.isPending}
          disabled={reason.trim() === ''}
        >
          {t('keys.revoke')}
        </Button>
      </div>
    </form>
  );
}
