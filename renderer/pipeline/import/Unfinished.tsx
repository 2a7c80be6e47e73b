import { useTranslation } from 'react-i18next';
import { useCall, useCommand } from '#renderer/app/queries';
import { Alert, Button, Flex } from '#renderer/kit/ui';
import { useFormat } from '#renderer/kit/use-format';
import type { ImportFlow } from './use-import';

/** Offers the import that was begun last and not finished; nothing of it is written. */
export function Unfinished({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const { data: pending } = useCall('import.pending', {});
  const forget = useCommand('import.forget');
  if (pending === undefined || pending === null) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t('pending.title', { file: pending.fileName, at: format.instant(pending.at) })}
      description={
        <Flex gap={8}>
          <Button size="small" onClick={flow.resume}>
            {t('pending.resume')}
          </Button>
          <Button size="small" type="text" onClick={() => forget.mutate({})}>
            {t('pending.forget')}
          </Button>
        </Flex>
      }
    />
  );
}
