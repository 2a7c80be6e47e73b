import { AuditOutlined, SettingOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommandHandler } from '#renderer/app/commands/registry';
import { useCall } from '#renderer/app/queries';
import { Button, Tooltip } from '#renderer/kit/ui';
import { ApprovalsDrawer } from './ApprovalsDrawer';
import { RulesDrawer } from './RulesDrawer';

/** Beside the pipeline's name: its stage rules, and the approvals as soon as there are any. */
export function RulesButtons() {
  const { t } = useTranslation('pipeline');
  const [open, setOpen] = useState<'rules' | 'approvals' | null>(null);
  const list = useCall('pipeline.approvals', {});
  useCommandHandler('pipeline.rules', () => setOpen('rules'));
  useCommandHandler('pipeline.approvals', () => setOpen('approvals'));
  const waiting = list.data?.toDecide.length ?? 0;
  const close = () => setOpen(null);
  return (
    <>
      <Tooltip title={t('rules.open')}>
        <Button
          type="text"
          aria-label={t('rules.open')}
          icon={<SettingOutlined aria-hidden />}
          onClick={() => setOpen('rules')}
        />
      </Tooltip>
      {waiting > 0 || (list.data?.mine.length ?? 0) > 0 ? (
        <Button
          type={waiting > 0 ? 'default' : 'text'}
          icon={<AuditOutlined aria-hidden />}
          onClick={() => setOpen('approvals')}
        >
          {t('approval.open', { count: waiting })}
        </Button>
      ) : null}
      {open === 'rules' ? <RulesDrawer onClose={close} /> : null}
      {open === 'approvals' ? <ApprovalsDrawer onClose={close} /> : null}
    </>
  );
}
