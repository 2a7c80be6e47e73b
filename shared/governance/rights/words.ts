import type { ErrorDetails } from '../../errors';

/** A text below `rights:` by its dotted key. */
type RightsText = (key: string) => string;

/** What fills the sentence of FORBIDDEN: who was refused, by which rule, and who can grant it. */
export function refusalWords(
  { role, rule, grantedBy }: ErrorDetails,
  text: RightsText,
): { readonly who: string; readonly rule: string; readonly grant: string } {
  const grantors = Array.isArray(grantedBy) ? grantedBy : [];
  return {
    who: text(`role.${String(role)}`),
    rule: text(`rule.${String(rule)}`),
    grant: grantors.map((one) => text(`role.${one}`)).join(text('and')),
  };
}
