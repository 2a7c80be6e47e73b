import { type ReactNode, useEffect, useRef } from 'react';
import styles from './page.module.css';

/** The frame of a room's screen. `fill` = the body takes the whole height and scrolls inside itself (grids). */
export function Page(props: { readonly fill?: boolean; readonly children: ReactNode }) {
  return <div className={props.fill === true ? styles.fill : styles.page}>{props.children}</div>;
}

/**
 * Title, one line of explanation, actions at the right. The h1 takes the focus when the route changes, so that
 * a screen reader says where one is and Tab goes on from there.
 */
export function PageHeader(props: {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** Controls in the line of the title, e.g. a pipeline switcher. */
  readonly beside?: ReactNode;
  /** A control that the explanation goes on from, for which the line of the title has no room. */
  readonly lead?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What was opened with a focus of its own (a search field, a dialog) keeps it.
    const focused = document.activeElement;
    const takenInside = focused?.closest('main, [role="dialog"]') ?? null;
    if (takenInside === null || focused?.id === 'main') heading.current?.focus();
  }, []);
  return (
    <header className={styles.header}>
      <div className={styles.titleLine}>
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.beside}
      </div>
      {props.actions === undefined ? null : <div className={styles.actions}>{props.actions}</div>}
      {props.subtitle === undefined ? null : (
        <div className={styles.subtitle}>
          {props.lead}
          <p>{props.subtitle}</p>
        </div>
      )}
    </header>
  );
}

/** A titled group on a surface. */
export function Section(props: {
  readonly title: string;
  readonly extra?: ReactNode;
  /** The title is said by something else on the screen; only screen readers get it here. */
  readonly titleHidden?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.section} aria-label={props.title}>
      {props.titleHidden === true ? null : (
        <div className={styles.sectionHead}>
          <h2>{props.title}</h2>
          {props.extra}
        </div>
      )}
      {props.children}
    </section>
  );
}
