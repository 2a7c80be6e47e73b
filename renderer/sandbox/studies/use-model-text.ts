import { useCallback } from 'react';
import type { ScenarioText } from '#shared/sandbox/scenario';
import { usePreferences } from '../../app/preferences';

/** A model's text in the language of the window. */
export function useModelText(): (text: ScenarioText) => string {
  const { language } = usePreferences();
  return useCallback((text) => text[language], [language]);
}
