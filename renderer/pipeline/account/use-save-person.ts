import { useTranslation } from 'react-i18next';
import { call } from '#renderer/app/api';
import { useNotify } from '#renderer/kit/notify';
import type { AccountPerson, PersonPatch } from '#shared/pipeline/accounts/model';

/** Saves a change of a person, with a notice that takes it back; answers whether it was saved. */
export function useSavePerson(): (
  person: Pick<AccountPerson, 'id' | 'version'>,
  patch: PersonPatch,
) => Promise<boolean> {
  const { t } = useTranslation('accounts');
  const notify = useNotify();
  return async ({ id, version }, patch) => {
    try {
      const saved = await call('account.updatePerson', { id, version, patch });
      notify.undoable(t('saved', { name: saved.name }), saved);
      return true;
    } catch (error) {
      notify.failure(error);
      return false;
    }
  };
}
