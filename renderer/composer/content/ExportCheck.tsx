import { useTranslation } from 'react-i18next';
import type { Contradiction, Statement } from '#shared/composer/content/contradictions';
import { factValidity, factValue } from '#shared/composer/content/printed';
import { contentRefusal } from '#shared/composer/content/shown';
import type { DocumentContent } from '#shared/composer/model';
import { useCall } from '../../app/queries';
import { Field } from '../../kit/field/Field';
import { Alert, Button, Input } from '../../kit/ui';
import styles from './content.module.css';
import { useDocumentText } from './use-document-text';

/** What stands against an export of reviewed content. */
export interface ExportCheck {
  /** Blocks that must not go out, with their places from 1. */
  readonly refused: readonly { readonly blockId: string; readonly sentence: string }[];
  readonly contradictions: readonly Contradiction[];
  /** Until it is known nothing goes out. */
  readonly pending: boolean;
}

/** Looks over the reviewed content that a document refers to, and over what its customer is told elsewhere. */
export function useExportCheck(documentId: string, { blocks }: DocumentContent): ExportCheck {
  const { t } = useTranslation('content');
  const ids = blocks.flatMap((block) => (block.kind === 'reviewed' ? [block.versionId] : []));
  const shown = useCall('content.shown', { ids }, { enabled: ids.length > 0 });
  const radar = useCall('content.radar', { id: documentId });
  const known = new Map((shown.data ?? []).map((version) => [version.id, version]));
  const refused = blocks.flatMap((block, index) => {
    if (block.kind !== 'reviewed' || shown.data === undefined) return [];
    const version = known.get(block.versionId);
    const refusal = contentRefusal(version);
    if (refusal === null) return [];
    const title = version?.title ?? '';
    const sentence = t(`use.stop.${refusal}`, { place: index + 1, title });
    return [{ blockId: block.id, sentence }];
  });
  return {
    refused,
    contradictions: radar.data ?? [],
    pending: radar.isPending || (ids.length > 0 && shown.isPending),
  };
}

/** Blocks that must not go out, each leading to its place. */
export function RefusedBlocks(props: {
  readonly refused: ExportCheck['refused'];
  readonly onShow: (blockId: string) => void;
}) {
  const { t } = useTranslation('content');
  if (props.refused.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={t('use.refused')}
      description={
        <ul className={styles.files}>
          {props.refused.map(({ blockId, sentence }) => (
            <li key={blockId}>
              <Button
                size="small"
                type="link"
                className={styles.wrapping ?? ''}
                onClick={() => props.onShow(blockId)}
              >
                {sentence}
              </Button>
            </li>
          ))}
        </ul>
      }
    />
  );
}

/** Contradictions with both places, and the reason for which the document goes out all the same. */
export function OpenContradictions(props: {
  readonly contradictions: readonly Contradiction[];
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}) {
  const { contradictions, reason, onReason } = props;
  const { t } = useTranslation('content');
  if (contradictions.length === 0) return null;
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={t('radar.title', { n: contradictions.length })}
        description={
          <ul className={styles.contradictions}>
            {contradictions.map((one) => (
              <li key={`${one.one.fact.id} ${one.other?.fact.id ?? ''} ${one.kind}`}>
                <Line contradiction={one} />
              </li>
            ))}
          </ul>
        }
      />
      <Field label={t('radar.reason')} hint={t('radar.reasonHint')} required>
        <Input value={reason} maxLength={400} onChange={(event) => onReason(event.target.value)} />
      </Field>
    </>
  );
}

function Line({ contradiction }: { readonly contradiction: Contradiction }) {
  const { t } = useTranslation('content');
  const { kind, one, other } = contradiction;
  const { subject, property } = one.fact;
  return (
    <>
      <strong>{t(`radar.kind.${kind}`, { subject, property })}</strong>
      <Place statement={one} label={t('radar.here')} />
      {other === null ? (
        <span>{t('radar.dropped')}</span>
      ) : (
        <Place
          statement={other}
          label={t(kind === 'superseded' ? 'radar.newer' : 'radar.there', {
            document: other.place.documentTitle,
          })}
        />
      )}
    </>
  );
}

function Place(props: { readonly statement: Statement; readonly label: string }) {
  const { fact, place } = props.statement;
  const text = useDocumentText();
  const validity = factValidity(fact, text);
  return (
    <span>
      {`${props.label} · ${place.blockTitle}: `}
      <b>{factValue(fact)}</b>
      {validity === '' ? '' : ` (${validity})`}
    </span>
  );
}
