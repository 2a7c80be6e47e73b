import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, PersonChange } from '#shared/governance/rights/model';
import { useCommand } from '../../app/queries';
import { useNotify } from '../../kit/notify';
import { Modal } from '../../kit/ui';

interface SavePerson {
  readonly save: (person: Person, to: Partial<PersonChange>) => void;
  /** Where the question stands. */
  readonly question: ReactNode;
}

/** Gives a person another role or team, with a way back; who gives up the own ownership is asked first. */
export function useSavePerson(): SavePerson {
  const { t } = useTranslation(['rights', 'common']);
  const [modal, question] = Modal.useModal();
  const notify = useNotify();
  const { mutate } = useCommand('rights.savePerson');
  const save = useCallback(
    (person: Person, to: Partial<PersonChange>) => {
      const { id, role, team, ownerId, name, isUser } = person;
      const givesUp = isUser && role === 'owner' && to.role !== undefined && to.role !== 'owner';
      const write = () =>
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
      if (!givesUp) write();
      else {
        void modal.confirm({
          title: t('rights:people.giveUpTitle'),
          content: t('rights:people.giveUpText'),
          okText: t('rights:people.giveUp'),
          okButtonProps: { danger: true },
          cancelText: t('common:cancel'),
          onOk: write,
        });
      }
    },
    [t, modal, notify, mutate],
  );
  return { save, question };
}
