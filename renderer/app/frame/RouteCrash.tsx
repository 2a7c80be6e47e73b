import { Button, Result, Space } from 'antd';
import { type ReactNode, useEffect } from 'react';
import type { FallbackProps } from 'react-error-boundary';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../kit/copy-text';
import { reportError, stackWithoutMessage } from '../report-error';

function copyable(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  return `${error.name}\n${stackWithoutMessage(error)}`;
}

function Crash(props: {
  readonly error: unknown;
  readonly title: string;
  readonly way: ReactNode;
}) {
  const { t } = useTranslation(['app', 'common']);
  return (
    <div role="alert">
      <Result
        status="warning"
        title={props.title}
        subTitle={t('app:crash.text')}
        extra={
          <Space>
            {props.way}
            <Button onClick={() => copyText(copyable(props.error))}>
              {t('common:copyDetails')}
            </Button>
          </Space>
        }
      />
    </div>
  );
}

/** A screen failed; the frame round it still works. */
export function RouteCrash(props: { readonly error: unknown; readonly reset: () => void }) {
  const { t } = useTranslation('app');
  useEffect(() => reportError(props.error), [props.error]);
  const way = (
    <Button type="primary" onClick={props.reset}>
      {t('crash.showAgain')}
    </Button>
  );
  return <Crash error={props.error} title={t('crash.page')} way={way} />;
}

/** The whole window failed. */
export function WindowCrash({ error }: FallbackProps) {
  const { t } = useTranslation('app');
  const way = (
    <Button type="primary" onClick={() => location.reload()}>
      {t('crash.reload')}
    </Button>
  );
  return <Crash error={error} title={t('crash.window')} way={way} />;
}
