import type { Likeness } from './model';

/** A record that is there already and may be the one that was asked about. */
export interface Suggestion extends Likeness {
  readonly id: string;
}

/** The rules of one kind of record. */
export interface Rules<Facts, Keys> {
  readonly keys: (facts: Facts) => Keys;
  readonly blocks: (keys: Keys) => readonly string[];
  readonly likeness: (a: Keys, b: Keys) => Likeness | null;
}

const MOST_SUGGESTIONS = 5;

/**
 * Finds among known records those that may be the one of a file: what an import asks before it makes a new record. Knows
 * no storage; {@link Matcher.add} is called for each record that is there.
 */
export class Matcher<Facts, Keys> {
  readonly #rules: Rules<Facts, Keys>;
  readonly #known = new Map<string, { readonly id: string; readonly keys: Keys }[]>();

  constructor(rules: Rules<Facts, Keys>) {
    this.#rules = rules;
  }

  add(id: string, facts: Facts): void {
    const keys = this.#rules.keys(facts);
    const entry = { id, keys };
    for (const block of new Set(this.#rules.blocks(keys))) {
      const known = this.#known.get(block);
      if (known === undefined) this.#known.set(block, [entry]);
      else known.push(entry);
    }
  }

  /** The most alike records, best first, at most five; empty when none is alike enough to ask a person. */
  find(facts: Facts): Suggestion[] {
    const keys = this.#rules.keys(facts);
    const best = new Map<string, Suggestion>();
    for (const block of this.#rules.blocks(keys)) {
      for (const { id, keys: other } of this.#known.get(block) ?? []) {
        if (best.has(id)) continue;
        const likeness = this.#rules.likeness(keys, other);
        if (likeness !== null) best.set(id, { id, ...likeness });
      }
    }
    return [...best.values()].toSorted((a, b) => b.score - a.score).slice(0, MOST_SUGGESTIONS);
  }
}
