import type { ReactNode } from 'react';
import styles from './import.module.css';

/**
 * A table of records that scrolls inside its dialog.
 * @param headers in the order of the cells
 * @param children its rows
 */
export function ScrollTable(props: {
  readonly label: string;
  readonly headers: readonly string[];
  readonly children: ReactNode;
}) {
  const { label, headers, children } = props;
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.rows}>
        <thead>
          <tr>
            {headers.map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
