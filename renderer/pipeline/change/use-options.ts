import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '#renderer/app/queries';
import { usePipeline } from '../view/use-view';

/** A choice of a list field: the id and what a person reads. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** Used in other pipelines only. */
  readonly elsewhere?: boolean;
}

/** Choices under a heading. */
export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

const PAUSE_MS = 120;
const MOST = 50;

/** The choices of the pipeline on screen first, those of other pipelines under a heading of their own. */
export function useGrouped(): (options: readonly Option[]) => (Option | OptionGroup)[] {
  const { t } = useTranslation('pipeline');
  return (options) => {
    const elsewhere = options.filter((one) => one.elsewhere === true);
    if (elsewhere.length === 0) return [...options];
    const here = options.filter((one) => one.elsewhere !== true);
    return [
      ...(here.length === 0 ? [] : [{ label: t('option.here'), options: here }]),
      { label: t('option.elsewhere'), options: elsewhere },
    ];
  };
}

/** Owners by name and team. */
export function useOwnerOptions(): readonly Option[] {
  const { t } = useTranslation('pipeline');
  const { id: pipelineId } = usePipeline();
  const owners = useCall('pipeline.owners', { pipelineId });
  return (owners.data ?? []).map(({ id, name, team, elsewhere }) => ({
    value: id,
    label: team === null ? name : t('option.withDetail', { name, detail: team }),
    elsewhere,
  }));
}

/** Products by name and family. */
export function useProductOptions(): readonly Option[] {
  const { t } = useTranslation('pipeline');
  const { id: pipelineId } = usePipeline();
  const products = useCall('pipeline.products', { pipelineId });
  return (products.data ?? []).map(({ id, name, family, elsewhere }) => ({
    value: id,
    label: family === null ? name : t('option.withDetail', { name, detail: family }),
    elsewhere,
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
  /** What was typed when no account has exactly that name; null otherwise and while it is looked up. */
  readonly unknownName: string | null;
} {
  const { id: pipelineId } = usePipeline();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data = [], ...accounts } = useCall(
    'pipeline.accounts',
    { pipelineId, search: asked, limit: MOST },
    { keepPrevious: true },
  );
  const typed = text.trim();
  const known = data.some(({ name }) => name.toLowerCase() === typed.toLowerCase());
  const answered = asked === text && !accounts.isFetching;
  return {
    options: data.map(({ id, name, elsewhere }) => ({ value: id, label: name, elsewhere })),
    search: setText,
    busy: accounts.isFetching,
    unknownName: typed === '' || known || !answered ? null : typed,
  };
}
