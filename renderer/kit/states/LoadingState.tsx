import { Skeleton } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './states.module.css';

const PATIENCE_MS = 300;

/** True once `waiting` has lasted 300 ms: before that a change of the screen would only flicker. */
export function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [waiting]);
  return waiting && slow;
}

/** A skeleton in the true layout after 300 ms; nothing before. */
export function LoadingState(props: { readonly rows?: number }) {
  const { t } = useTranslation('common');
  const slow = useSlow(true);
  return (
    <output className={styles.loading} aria-label={t('loading')}>
      {slow ? (
        <Skeleton active={false} title={false} paragraph={{ rows: props.rows ?? 6 }} />
      ) : null}
    </output>
  );
}

/** Keeps the old content and dims it when its replacement takes longer than 300 ms. */
export function Refreshing(props: { readonly busy: boolean; readonly children: ReactNode }) {
  const slow = useSlow(props.busy);
  return (
    <div className={slow ? styles.dimmed : styles.plain} aria-busy={props.busy}>
      {props.children}
    </div>
  );
}
