import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '#renderer/app/queries';
import { usePipeline } from '../view/use-view';

/** A choice of a list field: the id and what a person reads. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

const PAUSE_MS = 120;
const MOST = 50;

/** Owners of the pipeline on screen (and those who own nothing yet) by name and team. */
export function useOwnerOptions(): readonly Option[] {
  const { t } = useTranslation('pipeline');
  const { id: pipelineId } = usePipeline();
  const owners = useCall('pipeline.owners', { pipelineId });
  return (owners.data ?? []).map(({ id, name, team }) => ({
    value: id,
    label: team === null ? name : t('option.withDetail', { name, detail: team }),
  }));
}

/** Products by name and family. */
export function useProductOptions(): readonly Option[] {
  const { t } = useTranslation('pipeline');
  const products = useCall('pipeline.products', {});
  return (products.data ?? []).map(({ id, name, family }) => ({
    value: id,
    label: family === null ? name : t('option.withDetail', { name, detail: family }),
  }));
}

/** Contacts of an account (all when it has none). */
export function useContactOptions(accountId: string | null): readonly Option[] {
  const { t } = useTranslation(['pipeline', 'common']);
  const contacts = useCall('pipeline.contacts', { accountId });
  return (contacts.data ?? []).map(({ id, name, role }) => ({
    value: id,
    label: t('option.withDetail', { name, detail: t(`common:role.${role}`) }),
  }));
}

/** Accounts that match what is typed, read 120 ms after the last key. */
export function useAccountOptions(): {
  readonly options: readonly Option[];
  readonly search: (text: string) => void;
  readonly busy: boolean;
} {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const accounts = useCall(
    'pipeline.accounts',
    { search: asked, limit: MOST },
    { keepPrevious: true },
  );
  return {
    options: (accounts.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
    search: setText,
    busy: accounts.isFetching,
  };
}
