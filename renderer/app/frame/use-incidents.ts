import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedMessage } from '#shared/contract';
import { listen } from '../api';
import { refreshOf } from '../refresh';

/** Says when a background part failed: that it works again, or what to do. */
export function useIncidents(): void {
  const { notification } = App.useApp();
  const { t } = useTranslation('app');
  const client = useQueryClient();
  useEffect(
    () =>
      listen('incident', ({ part, recovered }) => {
        if (part === 'disk') {
          // While it lasts a band says it, and what to do.
          refreshOf(client).stale(['workspace.state']);
          if (!recovered) return;
        }
        notification[recovered ? 'info' : 'error']({
          key: `incident-${part}`,
          title: t(`incident.${part}`),
          description: t(describe(part, recovered)),
          duration: recovered ? 6 : 0,
        });
      }),
    [client, notification, t],
  );
}

function describe(part: FeedMessage<'incident'>['part'], recovered: boolean) {
  if (part === 'disk') return 'incident.diskBack';
  return recovered ? 'incident.recovered' : 'incident.needsYou';
}
