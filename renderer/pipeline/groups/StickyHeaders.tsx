import type { GroupHeader } from '#shared/pipeline/grid-groups';
import { useDensity } from '../layout/use-layout';
import { GroupWords } from './GroupLine';
import styles from './groups.module.css';

/** Says at the top of the grid to which group the first rows belong when its header is scrolled away. */
export function StickyHeaders({ above }: { readonly above: readonly GroupHeader[] }) {
  const density = useDensity();
  const last = above.at(-1);
  if (last === undefined) return null;
  return (
    <div className={styles.sticky} data-density={density} aria-hidden>
      <GroupWords group={last} />
    </div>
  );
}
