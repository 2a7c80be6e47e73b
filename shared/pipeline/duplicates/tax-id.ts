/** The 31 characters of a unified social credit identifier, in the order of their values. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;
const MODULUS = 31;
/** Powers of 3 modulo 31, one a place (GB 32100-2015, clause 5.4). */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** Foreign numbers (VAT and the like) have no common form; shorter ones are no evidence. */
const FOREIGN = /^[A-Z]{2}[A-Z0-9]{6,13}$|^\d{8,12}$/;

/** As it is stored and compared: NFKC, upper case, without spaces and signs. */
export function normaliseTaxId(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
}

/** The check character of the first 17 characters; null when one of them may not stand there. */
export function taxIdCheck(body: string): string | null {
  if (body.length !== LENGTH - 1) return null;
  let sum = 0;
  for (let at = 0; at < body.length; at += 1) {
    const value = CHARACTERS.indexOf(body.charAt(at));
    if (value === -1) return null;
    sum += value * (WEIGHTS[at] ?? 0);
  }
  return CHARACTERS.charAt((MODULUS - (sum % MODULUS)) % MODULUS);
}

/**
 * Whether a number can be relied on: a unified social credit identifier (统一社会信用代码) whose check character is right,
 * or a number of another country.
 */
export function isTaxId(text: string): boolean {
  const id = normaliseTaxId(text);
  if (id.length === LENGTH) return taxIdCheck(id.slice(0, -1)) === id.at(-1);
  return FOREIGN.test(id);
}
