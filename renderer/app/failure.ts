import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type Failure, toFailure } from '#shared/errors';
import { refusalWords } from '#shared/governance/rights/words';

/** What a person reads about a failure, and what they can copy for support. */
export interface FailureText {
  readonly code: Failure['code'];
  /** What happened and what to do, in the user's language. */
  readonly sentence: string;
  /** Code, language-neutral message and version-free facts; no customer data. */
  readonly copyable: string;
}

/** Turns whatever was thrown into a sentence under `errors:<code>`; details fill its places. */
export function useFailureText(): (error: unknown) => FailureText {
  const { t, i18n } = useTranslation('errors');
  return useCallback(
    (error: unknown) => {
      const { code, message, details } = toFailure(error);
      const rights = i18n.getFixedT(i18n.language, 'rights');
      // Which rule and which role are known by their codes only.
      const words = refusalOf(code, details, (key) => rights(key as 'and'));
      const content = i18n.getFixedT(i18n.language, 'content');
      const states = contentWords(code, details, (key) => content(key as 'title'), rights('and'));
      const sentence = t(code, { ...plainDetails(details), ...words, ...states });
      return { code, sentence, copyable: `${code}: ${message}` };
    },
    [t, i18n],
  );
}

/** A refusal for want of a right says its rule in words. */
function refusalOf(
  code: Failure['code'],
  details: Failure['details'],
  text: (key: string) => string,
) {
  return code === 'FORBIDDEN' ? refusalWords(details, text) : {};
}

/** States and gaps of sources are known by their codes only. */
function contentWords(
  code: Failure['code'],
  { state, gaps }: Failure['details'],
  text: (key: string) => string,
  and: string,
): Record<string, string> {
  if (code === 'SOURCE_STATE') return { state: text(`status.${String(state)}`) };
  if (code !== 'SOURCE_INCOMPLETE' || !Array.isArray(gaps)) return {};
  return { gaps: gaps.map((gap) => text(`gap.${gap}`)).join(and) };
}

/** Details as i18next wants them: lists joined, null as an empty text. */
function plainDetails(details: Failure['details']): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
