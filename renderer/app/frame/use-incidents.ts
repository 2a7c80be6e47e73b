import { App } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { listen } from '../api';

/** Says when a background part failed: that it works again, or what to do. */
export function useIncidents(): void {
  const { notification } = App.useApp();
  const { t } = useTranslation('app');
  useEffect(
    () =>
      listen('incident', ({ part, recovered }) => {
        notification[recovered ? 'info' : 'error']({
          key: `incident-${part}`,
          title: t(`incident.${part}`),
          description: t(recovered ? 'incident.recovered' : 'incident.needsYou'),
          duration: recovered ? 6 : 0,
        });
      }),
    [notification, t],
  );
}
