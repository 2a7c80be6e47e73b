import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { call, fileOf } from '../app/api';

/** Opens the file that a command wrote, or shows it in its folder; nothing where it wrote none. */
export function WrittenFile(props: {
  /** What the command resolved with. */
  readonly by: object;
  /** A folder was written to: it is shown, not opened as a file. */
  readonly folder?: boolean;
  readonly onFailure: (error: unknown) => void;
}) {
  const { t } = useTranslation('common');
  const file = fileOf(props.by);
  if (file === undefined) return null;
  const show = (how: 'open' | 'folder') => () => {
    call('app.showWritten', { file, how }).catch(props.onFailure);
  };
  return (
    <Flex gap={8} wrap>
      {props.folder === true ? null : (
        <Button size="small" onClick={show('open')}>
          {t('written.open')}
        </Button>
      )}
      <Button size="small" onClick={show('folder')}>
        {t('written.folder')}
      </Button>
    </Flex>
  );
}
