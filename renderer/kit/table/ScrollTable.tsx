import type { ReactNode } from 'react';
import { ScrollRegion } from '../ScrollRegion';
import styles from './table.module.css';

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
    <ScrollRegion className={styles.scroll} label={label}>
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
    </ScrollRegion>
  );
}
