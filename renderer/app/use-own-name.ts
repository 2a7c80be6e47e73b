import { useCallback } from 'react';
import { usePreferences } from './preferences';
import { ownName } from './own-names';

/** {@link ownName} in the language of the window. */
export function useOwnName(): (name: string) => string {
  const { language } = usePreferences();
  return useCallback((name) => ownName(name, language), [language]);
}
