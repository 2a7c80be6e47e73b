import type { ReactNode } from 'react';

/** What scrolls inside its own frame: reachable by keyboard, for people without a pointer. */
export function ScrollRegion(props: {
  readonly label: string;
  readonly className: string | undefined;
  /** A `region` is a landmark of the page; a `group` is not. */
  readonly role?: 'region' | 'group';
  /** Px; without it as tall as its content. */
  readonly height?: number | undefined;
  readonly children: ReactNode;
}) {
  const { label, className, role = 'region', height, children } = props;
  return (
    <div
      className={className}
      {...(height === undefined ? {} : { style: { height } })}
      role={role}
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {children}
    </div>
  );
}
