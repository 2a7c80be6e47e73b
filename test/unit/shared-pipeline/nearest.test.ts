import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import { knownValues } from '#shared/pipeline/known-values';
import { nearest } from '#shared/pipeline/nearest';

const stages = knownValues({ kind: 'stage' });

describe('the known values nearest to a word', () => {
  it.each([
    ['合同签订', 'negotiation_contract'],
    ['商机需求挖掘中', 'opportunity_discovery'],
    ['Propsal', 'negotiation_proposal'],
    ['已经成交', 'won'],
  ])('%s → %s', (word, code) => {
    expect(nearest(word, stages)[0]).toBe(code);
  });

  it('are all of them, and the one whose word it is comes first', () => {
    const lists = Object.values(IMPORT_FIELDS)
      .flatMap((fields) => fields.map(({ type }) => knownValues(type)))
      .filter((list) => list.length > 0);
    const list = fc.constantFrom(...lists);
    fc.assert(
      fc.property(list, fc.string(), (candidates, word) => {
        const found = nearest(word, candidates);
        expect(found.toSorted()).toEqual(candidates.map(({ value }) => value).toSorted());
      }),
    );
    for (const candidates of lists) {
      for (const { value, words } of candidates) {
        for (const word of words) expect(nearest(word, candidates)[0]).toBe(value);
      }
    }
  });
});
