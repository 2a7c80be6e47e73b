import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CommentOutlined,
  EnvironmentOutlined,
  MailOutlined,
  MessageOutlined,
  PhoneOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf } from '#renderer/kit/language-of';
import { useFormat } from '#renderer/kit/use-format';
import type { Channel, OpportunityDetail } from '#shared/pipeline/model';
import styles from './panel.module.css';

type Touchpoint = OpportunityDetail['touchpoints'][number];

const ICONS: Readonly<Record<Channel, typeof MailOutlined>> = {
  wecom: MessageOutlined,
  dingtalk: CommentOutlined,
  email: MailOutlined,
  meeting: TeamOutlined,
  call: PhoneOutlined,
  visit: EnvironmentOutlined,
};
/** Text longer than this is folded. */
const FOLD_OVER = { characters: 90, lines: 2 };

const isLong = (body: string) =>
  body.length > FOLD_OVER.characters || body.split('\n').length > FOLD_OVER.lines;

/** What was said and written, newest first. Rows outside the view are not laid out (`content-visibility`). */
export function Touchpoints(props: { readonly touchpoints: readonly Touchpoint[] }) {
  const { t } = useTranslation('pipeline');
  if (props.touchpoints.length === 0)
    return <p className={styles.quiet}>{t('panel.noTouchpoints')}</p>;
  return (
    <ol className={styles.list}>
      {props.touchpoints.map((one) => (
        <Item key={one.id} touchpoint={one} />
      ))}
    </ol>
  );
}

function Item({ touchpoint }: { readonly touchpoint: Touchpoint }) {
  const { t } = useTranslation(['pipeline', 'common']);
  const { instant } = useFormat();
  const [open, setOpen] = useState(false);
  const { channel, direction, body } = touchpoint;
  const Icon = ICONS[channel];
  const Arrow = direction === 'inbound' ? ArrowDownOutlined : ArrowUpOutlined;
  const long = isLong(body);
  const people =
    direction === 'inbound'
      ? [touchpoint.contactName, touchpoint.authorName]
      : [touchpoint.authorName, touchpoint.contactName];
  return (
    <li className={styles.touchpoint}>
      <span className={styles.channel}>
        <Icon aria-hidden />
      </span>
      <div className={styles.touchpointText}>
        <div className={styles.touchpointHead}>
          <span className={styles.strong}>{t(`common:channel.${channel}`)}</span>
          <span>
            <Arrow aria-hidden /> {t(`panel.direction.${direction}`)}
          </span>
          <span>{people.filter((name) => name !== null).join(' → ')}</span>
          <time className={styles.time}>{instant(touchpoint.at)}</time>
        </div>
        {touchpoint.subject === null || touchpoint.subject === '' ? null : (
          <div className={styles.strong} lang={languageOf(touchpoint.subject)}>
            {touchpoint.subject}
          </div>
        )}
        <p className={long && !open ? styles.folded : styles.unfolded} lang={languageOf(body)}>
          {body}
        </p>
        {long ? (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? t('panel.fold') : t('panel.unfold')}
          </button>
        ) : null}
      </div>
    </li>
  );
}
