import { create } from 'zustand';
import type {
  DuplicateKind,
  DuplicatePair,
  DuplicateSearch,
} from '#shared/pipeline/duplicates/model';

export const pairKey = ({ a, b }: Pick<DuplicatePair, 'a' | 'b'>): string => `${a.id} ${b.id}`;

interface DuplicatesStore {
  readonly kind: DuplicateKind;
  readonly found: Readonly<Partial<Record<DuplicateKind, DuplicateSearch>>>;
  /** Key of the pair that is looked at. */
  readonly chosen: string | null;
  choose(key: string | null): void;
  show(kind: DuplicateKind): void;
  keep(search: DuplicateSearch): void;
  /** Takes pairs out of the queue: one that was decided, or all of a record that is gone. The next one is looked at. */
  drop(of: (pair: DuplicatePair) => boolean): void;
}

/** The queue of this window; survives leaving the page. */
export const useDuplicatesStore = create<DuplicatesStore>((set) => ({
  kind: 'account',
  found: {},
  chosen: null,
  choose: (chosen) => set({ chosen }),
  show: (kind) => set({ kind, chosen: null }),
  keep: (search) =>
    set(({ found }) => ({ found: { ...found, [search.kind]: search }, chosen: null })),
  drop: (of) =>
    set(({ found, kind, chosen }) => {
      const search = found[kind];
      if (search === undefined) return {};
      const at = search.pairs.findIndex((pair) => pairKey(pair) === chosen);
      const pairs = search.pairs.filter((pair) => !of(pair));
      const next = pairs[Math.min(Math.max(0, at), pairs.length - 1)];
      const total = search.total - (search.pairs.length - pairs.length);
      return {
        found: { ...found, [kind]: { ...search, pairs, total } },
        chosen: next === undefined ? null : pairKey(next),
      };
    }),
}));
