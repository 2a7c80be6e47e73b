/**
 * What a theme of conversation consists of. Texts are templates of the grammar in expand.ts: `[a|b]` picks one,
 * `{slot}` is filled from the context. `ask` is said by the customer, `answer` and `push` by the seller; `note`, `todo`
 * and `subject` are written down afterwards.
 */
export interface Theme {
  key: string;
  /** Relative weight in the eight stages. */
  stages: readonly [number, number, number, number, number, number, number, number];
  subject: readonly string[];
  ask: readonly string[];
  /** For each entry of `ask`, the index of the answer that fits it. */
  replies: readonly number[];
  answer: readonly string[];
  note: readonly string[];
  todo: readonly string[];
}
