import { create } from 'zustand';
import type { AllocationAnswer, AllocationLock } from '#shared/sandbox/allocation/model';

/** What was asked, what was answered, and what a person has decided since. */
interface AllocationState {
  /** Null = the generated chain. */
  readonly folder: { readonly folderToken: string; readonly name: string } | null;
  readonly horizonDays: number;
  readonly answer: AllocationAnswer | null;
  readonly locks: readonly AllocationLock[];
}

/** The state outlives the page. */
export const useAllocation = create<AllocationState>()(() => ({
  folder: null,
  horizonDays: 28,
  answer: null,
  locks: [],
}));
