import { create } from 'zustand';

/** The pipeline that the person works on, in whichever room; null = the first of the list. */
interface CurrentPipeline {
  readonly id: string | null;
  readonly choose: (id: string) => void;
}

/** One choice for all rooms of this window: what was looked at in one is what the next one asks about. */
export const useCurrentPipeline = create<CurrentPipeline>()((set) => ({
  id: null,
  choose: (id) => set({ id }),
}));
