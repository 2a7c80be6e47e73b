import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { AppSettings } from '#shared/workspace/model';
import { call } from './api';
import { AppShell } from './AppShell';
import { startLanguage } from './i18n';
import { followProgress } from './jobs';
import { DEFAULT_SETTINGS } from './preferences';
import { callOptions, createQueryClient, followChanges, queryKey } from './queries';
import { followUncaught } from './report-error';
import { createAppRouter } from './router';

const PATIENCE_MS = 3000;

/** The settings, or null when they are slow or cannot be read: that must not leave the window white. */
async function firstSettings(): Promise<AppSettings | null> {
  return Promise.race([call('app.settings', {}).catch(() => null), late(PATIENCE_MS)]);
}

function late(ms: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), ms);
  });
}

/** Builds the window: settings and language, cache, feeds, router, frame. */
export async function start(): Promise<void> {
  followUncaught();
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no root element');
  const client = createQueryClient();
  void client.prefetchQuery(callOptions('workspace.state', {}));
  const settings = await firstSettings();
  await startLanguage((settings ?? DEFAULT_SETTINGS).language);
  if (settings !== null) client.setQueryData(queryKey('app.settings', {}), settings);
  followChanges(client);
  followProgress();
  const router = createAppRouter();
  // With the page's chunk there, the first picture is the page; a slow one must not leave the window white.
  await Promise.race([router.load(), late(PATIENCE_MS)]);
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <AppShell>
          <RouterProvider router={router} />
        </AppShell>
      </QueryClientProvider>
    </StrictMode>,
  );
}
