import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, PersonChange } from '#shared/governance/rights/model';
import { useCommand } from '../../app/queries';
import { useNotify } from '../../kit/notify';

/** Gives a person another role or team, with a way back; who gives up the own ownership is asked first. */
export function useSavePerson(): (person: Person, to: Partial<PersonChange>) => void {
  const { t } = useTranslation(['rights', 'common']);
  const { modal } = App.useApp();
  const notify = useNotify();
  const { mutate } = useCommand('rights.savePerson');
  return useCallback(
    (person, to) => {
      const { id, role, team, ownerId, name, isUser } = person;
      const givesUp = isUser && role === 'owner' && to.role !== undefined && to.role !== 'owner';
      const save = () =>
        mutate(
          { id, role, team, ownerId, ...to },
          {
            onSuccess: (done) => {
              const text = t('rights:people.saved', { name });
              // Who is no owner any more cannot take it back.
              if (givesUp) notify.success(text);
              else notify.undoable(text, done);
            },
          },
        );
      if (!givesUp) save();
      else {
        modal.confirm({
          title: t('rights:people.giveUpTitle'),
          content: t('rights:people.giveUpText'),
          okText: t('rights:people.giveUp'),
          okButtonProps: { danger: true },
          cancelText: t('common:cancel'),
          onOk: save,
        });
      }
    },
    [t, modal, notify, mutate],
  );
}
