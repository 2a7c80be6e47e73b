import { useCallback } from 'react';
import type { Expansion, GroupHeader } from '#shared/pipeline/grid-groups';
import { useLayout } from '../layout/use-layout';

const MOST_EXCEPT = 5000;

function toggled({ open, except }: Expansion, { key }: GroupHeader): Expansion {
  const others = except.filter((one) => one !== key);
  if (others.length < except.length) return { open, except: others };
  return { open, except: [...others, key].slice(-MOST_EXCEPT) };
}

/** Opens a closed group, closes an open one. */
export function useToggleGroup(): (group: GroupHeader) => void {
  const { change } = useLayout();
  return useCallback(
    (group) => change((layout) => ({ ...layout, expansion: toggled(layout.expansion, group) })),
    [change],
  );
}
