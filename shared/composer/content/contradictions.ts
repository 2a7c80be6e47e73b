import { z } from 'zod';
import { idSchema } from '../../pipeline/model';
import { normaliseSearch } from '../../pipeline/search-text';
import { type Fact, factSchema } from './block';
import { CURRENCIES, inBaseUnit, sameMeasure } from './units';

/** A fact, and where it is stated. */
const statementSchema = z.object({
  fact: factSchema,
  place: z.object({
    documentId: idSchema,
    documentTitle: z.string(),
    versionId: idSchema,
    blockTitle: z.string(),
  }),
});
export type Statement = z.infer<typeof statementSchema>;

/**
 * Two statements about the same that cannot both hold: `value`, they differ; `unit`, they cannot be compared. Or
 * (`superseded`) one that a newer version of its block states otherwise (`other`) or no longer states (null).
 */
export const contradictionSchema = z.object({
  kind: z.enum(['value', 'unit', 'superseded']),
  one: statementSchema,
  other: statementSchema.nullable(),
});
export type Contradiction = z.infer<typeof contradictionSchema>;
/** Why a document goes out although something in it contradicts; kept in the audit. Left out = it must not. */
export const contradictionReasonSchema = z.string().trim().min(2).max(400).nullable().optional();

type Disagreement = Exclude<Contradiction['kind'], 'superseded'>;

/** What a fact is about, as one text: letters of either case and width are the same. */
export function factKey({ subject, property }: Pick<Fact, 'subject' | 'property'>): string {
  return `${normaliseSearch(subject)}\n${normaliseSearch(property)}`;
}

/** Whether there is a day on which both hold. */
function overlap(one: Fact, other: Fact): boolean {
  const begins = (fact: Fact): string => fact.validFrom ?? '';
  const ends = (fact: Fact): string => fact.validTo ?? '9999-12-31';
  return begins(one) <= ends(other) && begins(other) <= ends(one);
}

/** How two values disagree; null = they say the same. Amounts in two currencies are two prices, not a contradiction. */
function disagreement(one: Fact, other: Fact): Disagreement | null {
  if (one.type !== other.type) return 'unit';
  if (one.type !== 'number') {
    return normaliseSearch(one.value) === normaliseSearch(other.value) ? null : 'value';
  }
  const a = inBaseUnit(Number(one.value), one.unit);
  const b = inBaseUnit(Number(other.value), other.unit);
  if (a.unit === b.unit) return sameMeasure(a, b) ? null : 'value';
  return currencyOf(a.unit) && currencyOf(b.unit) ? null : 'unit';
}

const currencyOf = (unit: string): boolean => CURRENCIES.has(unit.split('/')[0] ?? '');

/**
 * Where what one document states disagrees with itself or with other documents of the same customer.
 * @param own what the document states
 * @param others what the customer's other documents state
 */
export function contradictions(
  own: readonly Statement[],
  others: readonly Statement[],
): Contradiction[] {
  const known = new Map<string, Statement[]>();
  const found: Contradiction[] = [];
  for (const [statements, isOwn] of [
    [own, true],
    [others, false],
  ] as const) {
    for (const statement of statements) {
      const key = factKey(statement.fact);
      const earlier = known.get(key) ?? [];
      for (const one of earlier) {
        if (!overlap(one.fact, statement.fact)) continue;
        const kind = disagreement(one.fact, statement.fact);
        if (kind !== null) found.push({ kind, one, other: statement });
      }
      // What others say among themselves is theirs to solve.
      if (isOwn) known.set(key, [...earlier, statement]);
    }
  }
  return found;
}

/**
 * Statements that a newer released version of their block no longer makes, or makes otherwise.
 * @param own what the document states
 * @param newer by version id: what the newer version of its block states; versions without a newer one are left out
 */
export function supersededStatements(
  own: readonly Statement[],
  newer: ReadonlyMap<string, readonly Statement[]>,
): Contradiction[] {
  return own.flatMap((one): Contradiction[] => {
    const present = newer.get(one.place.versionId);
    if (present === undefined) return [];
    const same = present.filter(({ fact }) => factKey(fact) === factKey(one.fact));
    if (same.some(({ fact }) => overlap(fact, one.fact) && disagreement(fact, one.fact) === null)) {
      return [];
    }
    return [{ kind: 'superseded', one, other: same[0] ?? null }];
  });
}
