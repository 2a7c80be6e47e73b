import { InboxOutlined, LockOutlined, SearchOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import styles from './states.module.css';

const ICONS = { nothingYet: InboxOutlined, noMatch: SearchOutlined, notAllowed: LockOutlined };

/**
 * Why there is nothing, and what to do: `nothingYet` (what it is for + one primary action), `noMatch`
 * (the filters + a way to clear them), `notAllowed` (who can grant it).
 */
export function EmptyState(props: {
  readonly kind: keyof typeof ICONS;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  const Icon = ICONS[props.kind];
  return (
    <div className={styles.state}>
      <Icon className={styles.icon} aria-hidden />
      <p className={styles.title}>{props.title}</p>
      {props.children === undefined ? null : <div className={styles.text}>{props.children}</div>}
      {props.action}
    </div>
  );
}
