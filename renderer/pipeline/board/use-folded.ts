import { useState } from 'react';
import { BOARD_COLUMNS, type BoardColumn } from '#shared/pipeline/board';

const KEY = 'pipeline-board-folded';

/** The columns that a person folded; remembered on this computer. */
export function useFolded(): {
  readonly folded: ReadonlySet<BoardColumn>;
  readonly fold: (column: BoardColumn, folded: boolean) => void;
} {
  const [folded, setFolded] = useState<ReadonlySet<BoardColumn>>(() => {
    const kept = (localStorage.getItem(KEY) ?? '').split(',');
    return new Set(BOARD_COLUMNS.filter((column) => kept.includes(column)));
  });
  const fold = (column: BoardColumn, on: boolean) => {
    const next = new Set(BOARD_COLUMNS.filter((one) => (one === column ? on : folded.has(one))));
    localStorage.setItem(KEY, [...next].join(','));
    setFolded(next);
  };
  return { folded, fold };
}
