import { Alert, Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '../../app/failure';
import { copyText } from '../copy-text';

/** A failure in place: what happened and what to do, one way on, the technical part behind 复制详情. */
export function ErrorState(props: {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** The name of the way on, when it is not "try again". */
  readonly retryLabel?: string;
}) {
  const { t } = useTranslation('common');
  const { sentence, copyable } = useFailureText()(props.error);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={sentence}
      action={
        <Space>
          {props.onRetry === undefined ? null : (
            <Button size="small" type="primary" onClick={props.onRetry}>
              {props.retryLabel ?? t('retry')}
            </Button>
          )}
          <Button size="small" onClick={() => copyText(copyable)}>
            {t('copyDetails')}
          </Button>
        </Space>
      }
    />
  );
}
