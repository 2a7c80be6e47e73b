import type {
  BodyScrollEvent,
  CellKeyDownEvent,
  FullWidthCellKeyDownEvent,
  IsFullWidthRowParams,
} from 'ag-grid-community';
import type { AgGridReactProps } from 'ag-grid-react';
import { useMemo, useState } from 'react';
import type { GroupHeader } from '#shared/pipeline/grid-groups';
import type { OpportunityRow } from '#shared/pipeline/model';
import { useLayout } from '../layout/use-layout';
import { GroupLine } from './GroupLine';
import { groupOf } from './group-row';
import { headersAbove } from './headers-above';
import { useToggleGroup } from './use-toggle-group';

type KeyEvent = CellKeyDownEvent<OpportunityRow> | FullWidthCellKeyDownEvent<OpportunityRow>;

export interface Groups {
  /** What the grid needs to show headers. */
  readonly options: AgGridReactProps<OpportunityRow>;
  /** Handles the keys of a header; says whether the key was one of them. */
  readonly onKey: (event: KeyEvent) => boolean;
  /** Headers whose rows are at the top of the grid while they themselves are out of sight. */
  readonly above: readonly GroupHeader[];
}

const isFullWidthRow = ({ rowNode }: IsFullWidthRowParams<OpportunityRow>) =>
  groupOf(rowNode.data) !== null;

/** Headers among the rows of the grid. */
export function useGroups(): Groups {
  const { grouping } = useLayout().layout;
  const toggle = useToggleGroup();
  const [above, setAbove] = useState<readonly GroupHeader[]>([]);
  const options = useMemo(() => {
    const look = ({ api }: Pick<BodyScrollEvent<OpportunityRow>, 'api'>) => {
      const top = api.getDisplayedRowAtIndex(api.getFirstDisplayedRowIndex())?.data;
      const next = topHeaders(api.getVerticalPixelRange().top, top, api);
      setAbove((now) => (sameKeys(now, next) ? now : next));
    };
    return {
      isFullWidthRow,
      fullWidthCellRenderer: GroupLine,
      onBodyScroll: look,
    };
  }, []);
  const onKey = (event: KeyEvent) => {
    const group = groupOf(event.data);
    if (group === null) return false;
    const { event: key } = event;
    if (!(key instanceof KeyboardEvent)) return true;
    const opens = key.key === 'ArrowRight' && !group.open;
    const closes = key.key === 'ArrowLeft' && group.open;
    if (opens || closes || key.key === 'Enter' || key.key === ' ') {
      key.preventDefault();
      toggle(group);
    }
    return true;
  };
  return { options, onKey, above: grouping === null ? [] : above };
}

/** The headers of the row that is cut by the upper edge of the body, or stands at it. */
function topHeaders(
  top: number,
  first: OpportunityRow | undefined,
  api: BodyScrollEvent<OpportunityRow>['api'],
): readonly GroupHeader[] {
  if (top <= 0 || first === undefined) return [];
  // The grid draws some rows more than are seen: the first one in sight counts.
  let at = api.getFirstDisplayedRowIndex();
  for (;;) {
    const node = api.getDisplayedRowAtIndex(at);
    if (node === undefined || node.rowTop === null) return [];
    if (node.rowTop + (node.rowHeight ?? 0) > top) {
      return node.data === undefined || groupOf(node.data) !== null
        ? []
        : headersAbove(node.data.id);
    }
    at += 1;
  }
}

function sameKeys(a: readonly GroupHeader[], b: readonly GroupHeader[]): boolean {
  return a.length === b.length && a.every((one, i) => one.key === b[i]?.key);
}
