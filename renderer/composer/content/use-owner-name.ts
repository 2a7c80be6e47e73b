import { useTranslation } from 'react-i18next';
import { useCall } from '../../app/queries';
import { useOwnName } from '../../app/use-own-name';

/** The name of the person who answers for something. */
export function useOwnerName(): (ownerId: string | null) => string {
  const { t } = useTranslation('content');
  const ownName = useOwnName();
  const people = useCall('rights.people', {}).data ?? [];
  return (ownerId) => {
    const person = people.find(({ id }) => id === ownerId);
    return person === undefined ? t('source.ownerNone') : ownName(person.name);
  };
}
