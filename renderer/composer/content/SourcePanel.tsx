import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nextSourceState, type Source, type SourceDecision } from '#shared/composer/content/source';
import { OfferButton } from '../../app/OfferButton';
import { useCommand } from '../../app/queries';
import { useOwnName } from '../../app/use-own-name';
import { useNotify } from '../../kit/notify';
import { Descriptions, Drawer } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import styles from './content.module.css';
import { DecideDialog } from './DecideDialog';
import { SourceForm } from './SourceForm';
import { StatusTag } from './StatusTag';
import { Uses } from './Uses';
import { useKinds } from './use-kinds';
import { useOwnerName } from './use-owner-name';

const DECISIONS = ['admit', 'refuse', 'renew', 'withdraw'] as const;

/** All that is known of a source, and what can be done about it. */
export function SourcePanel(props: { readonly source: Source; readonly onClose: () => void }) {
  const { source, onClose } = props;
  const { t } = useTranslation('content');
  const notify = useNotify();
  const remove = useCommand('content.removeSource');
  const [deciding, setDeciding] = useState<SourceDecision['act'] | null>(null);
  const [editing, setEditing] = useState(false);
  const possible = DECISIONS.filter((act) => nextSourceState(source.state, act) !== null);
  const mayAsk = nextSourceState(source.state, 'request') !== null;
  return (
    <Drawer
      open
      size={560}
      title={t('source.open', { title: source.title })}
      onClose={onClose}
      footer={
        <div className={styles.formEnd}>
          {source.state === 'requested' || source.state === 'refused' ? (
            <OfferButton
              call="content.removeSource"
              danger
              onClick={() =>
                remove.mutate(
                  { id: source.id },
                  {
                    onSuccess: (gone) => {
                      onClose();
                      notify.undoable(t('source.removed', { title: source.title }), gone);
                    },
                  },
                )
              }
            >
              {t('source.remove')}
            </OfferButton>
          ) : null}
          {mayAsk ? (
            <OfferButton call="content.requestSource" onClick={() => setEditing(true)}>
              {t(source.state === 'requested' ? 'source.edit' : 'source.again')}
            </OfferButton>
          ) : null}
          {possible.map((act) => (
            <OfferButton
              key={act}
              call="content.decideSource"
              type={act === 'admit' ? 'primary' : 'default'}
              danger={act === 'withdraw'}
              onClick={() => setDeciding(act)}
            >
              {t(`act.${act}`)}
            </OfferButton>
          ))}
        </div>
      }
    >
      <Facts source={source} />
      {source.decidedAt === null ? null : <Uses kind="source" id={source.id} />}
      {editing ? <SourceForm source={source} onClose={() => setEditing(false)} /> : null}
      {deciding === null ? null : (
        <DecideDialog source={source} act={deciding} onClose={() => setDeciding(null)} />
      )}
    </Drawer>
  );
}

function Facts({ source }: { readonly source: Source }) {
  const { t } = useTranslation('content');
  const format = useFormat();
  const { nameOf } = useKinds();
  const ownerName = useOwnerName();
  const ownName = useOwnName();
  const { decidedAt, decidedBy, expiresOn } = source;
  const lines: readonly (readonly [key: string, label: string, value: React.ReactNode])[] = [
    ['status', t('source.status'), <StatusTag key="tag" status={source.status} />],
    ['kind', t('source.kind'), nameOf(source.kind)],
    ['issuer', t('source.issuer'), source.issuer],
    ['locator', t('source.locator'), source.locator],
    ['licence', t('source.licence'), source.licence],
    ['trust', t('source.trust'), t(`trust.${source.trust}`)],
    ['owner', t('source.owner'), ownerName(source.ownerId)],
    [
      'expires',
      t('source.expires'),
      expiresOn === null ? t('source.never') : format.day(expiresOn),
    ],
    ['evidence', t('source.evidence'), <EvidenceList key="files" source={source} />],
    ...(source.reason === '' ? [] : [['reason', t('source.reason'), source.reason] as const]),
  ];
  const history = [
    t('source.requested', {
      at: format.instant(source.requestedAt),
      name: ownName(source.requestedBy),
    }),
    ...(decidedAt === null || decidedBy === null
      ? []
      : [t('source.decided', { at: format.instant(decidedAt), name: ownName(decidedBy) })]),
  ];
  return (
    <>
      <Descriptions
        column={1}
        size="small"
        bordered
        styles={{ label: { width: 140 } }}
        items={lines
          .filter(([, , value]) => value !== '')
          .map(([key, label, children]) => ({ key, label, children }))}
      />
      {history.map((line) => (
        <p key={line} className={styles.quiet}>
          {line}
        </p>
      ))}
    </>
  );
}

function EvidenceList({ source }: { readonly source: Source }) {
  const { t } = useTranslation('content');
  if (source.evidence.length === 0) return t('source.evidenceNone');
  return (
    <ul className={styles.files}>
      {source.evidence.map(({ fileName, sha256, note }) => (
        <li key={sha256}>
          {fileName}
          {note === '' ? null : <span className={styles.quiet}> {note}</span>}
          <code>{sha256}</code>
        </li>
      ))}
    </ul>
  );
}
