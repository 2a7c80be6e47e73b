import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import type { AppSettings } from '#shared/workspace/model';
import { queryKey, useCall, useCommand } from './queries';

/** What holds before the settings have been read, and if they cannot be read at all. */
export const DEFAULT_SETTINGS: AppSettings = {
  language: 'zh-CN',
  theme: 'system',
  density: 'standard',
  amountUnit: 'auto',
  singleKeyShortcuts: true,
  threads: 0,
};

/** The settings of this installation; follows every change at once. */
export function usePreferences(): AppSettings {
  return useCall('app.settings', {}).data ?? DEFAULT_SETTINGS;
}

/** Changes some settings: shown at once, written behind, taken back with a notice when refused. */
export function useSavePreferences(): (patch: Partial<AppSettings>) => void {
  const client = useQueryClient();
  const { mutate } = useCommand('app.saveSettings');
  return useCallback(
    (patch) => {
      const key = queryKey('app.settings', {});
      const before = client.getQueryData<AppSettings>(key) ?? DEFAULT_SETTINGS;
      client.setQueryData(key, { ...before, ...patch });
      mutate(patch, {
        onSuccess: (saved) => client.setQueryData(key, saved),
        onError: () => client.setQueryData(key, before),
      });
    },
    [client, mutate],
  );
}

/** Whether the system asks for something now; follows it. */
function systemWish(media: string): () => boolean {
  const query = window.matchMedia(media);
  const follow = (changed: () => void) => {
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  };
  return () => useSyncExternalStore(follow, () => query.matches);
}

const useSystemDark = systemWish('(prefers-color-scheme: dark)');

/** Whether the system asks for less motion. */
export const useReducedMotion = systemWish('(prefers-reduced-motion: reduce)');

/** The theme in force: the setting, or what the system says. */
export function useThemeMode(): 'light' | 'dark' {
  const dark = useSystemDark();
  const { theme } = usePreferences();
  if (theme === 'system') return dark ? 'dark' : 'light';
  return theme;
}
