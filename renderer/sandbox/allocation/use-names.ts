import { useMemo } from 'react';
import type { AllocationAnswer } from '#shared/sandbox/allocation/model';

interface Names {
  readonly storeOf: (id: string) => string;
  readonly skuOf: (id: string) => string;
}

/** Stores and SKUs by their name, with the id before it where the two differ. */
export function useNames({ stores, skus }: Pick<AllocationAnswer, 'stores' | 'skus'>): Names {
  return useMemo(() => {
    const namesOf = (list: readonly { readonly id: string; readonly name: string }[]) => {
      const byId = new Map(list.map(({ id, name }) => [id, name === id ? id : `${id} ${name}`]));
      return (id: string) => byId.get(id) ?? id;
    };
    return { storeOf: namesOf(stores), skuOf: namesOf(skus) };
  }, [stores, skus]);
}
