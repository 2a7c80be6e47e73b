import { GroupOutlined, TableOutlined } from '@ant-design/icons';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommandHandler } from '#renderer/app/commands/registry';
import { Button, Popover } from '#renderer/kit/ui';
import styles from './layout.module.css';
import { useLayout } from './use-layout';

const ColumnChooser = lazy(async () => ({
  default: (await import('./ColumnChooser')).ColumnChooser,
}));
const GroupForm = lazy(async () => ({ default: (await import('../groups/GroupForm')).GroupForm }));

/** Opens what changes how rows stand: groups and columns. Both are fetched when first opened. */
export function LayoutButtons() {
  const { t } = useTranslation('views');
  const { grouping } = useLayout().layout;
  const [choosing, setChoosing] = useState(false);
  const [groupOpen, setGroupOpen] = useState(false);
  useCommandHandler('view.columns', () => setChoosing(true));
  useCommandHandler('view.group', () => setGroupOpen(true));
  return (
    <span className={styles.buttons}>
      <Popover
        open={groupOpen}
        onOpenChange={setGroupOpen}
        trigger="click"
        placement="bottomRight"
        destroyOnHidden
        content={
          <Suspense>
            <GroupForm onClose={() => setGroupOpen(false)} />
          </Suspense>
        }
      >
        <Button
          size="small"
          type={grouping === null ? 'text' : 'default'}
          icon={<GroupOutlined aria-hidden />}
          aria-haspopup="dialog"
          aria-expanded={groupOpen}
        >
          {grouping === null
            ? t('group.button')
            : t('group.by', {
                fields: grouping.fields.map((field) => t(`group.field.${field}`)).join(' › '),
              })}
        </Button>
      </Popover>
      <Button
        size="small"
        type="text"
        icon={<TableOutlined aria-hidden />}
        aria-haspopup="dialog"
        onClick={() => setChoosing(true)}
      >
        {t('columns.button')}
      </Button>
      {choosing ? (
        <Suspense>
          <ColumnChooser onClose={() => setChoosing(false)} />
        </Suspense>
      ) : null}
    </span>
  );
}
