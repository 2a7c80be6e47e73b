import type { Target } from './figures.ts';
import type { Size } from './station.ts';

/** What a part of the bench needs from the run it belongs to. */
export interface BenchRun {
  /** One line for people. */
  readonly log: (line: string) => void;
  /** Gives a fresh copy of the prepared profile. */
  readonly profile: (size?: Size) => Promise<string>;
}

/** What a part gives: figures by name, and the targets they are judged by. */
export interface PartResult {
  readonly figures: Readonly<Record<string, unknown>>;
  readonly targets: readonly Target[];
}

export type Part = (run: BenchRun) => Promise<PartResult>;
