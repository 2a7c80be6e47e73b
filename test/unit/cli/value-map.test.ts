import { describe, expect, test } from 'vitest';
import { readValueMap } from '#electron/cli/value-map';

const HEAD = 'field,word,meaning\n';

describe('a file of words and what they mean', () => {
  test('is laid over what was remembered; fields of other kinds are left alone', () => {
    const remembered = { stage: { 洽谈: 'lead_captured', 立项: 'lead_qualified' } };
    const text = `\uFEFF${HEAD}stage,洽谈,negotiation_proposal\nownerRef,"小王, 北京",王芳\nrole,经办,other\n`;
    expect(readValueMap(text, 'opportunity', remembered)).toEqual({
      stage: { 洽谈: 'negotiation_proposal', 立项: 'lead_qualified' },
      ownerRef: { '小王, 北京': '王芳' },
    });
    expect(remembered.stage.洽谈).toBe('lead_captured');
  });

  test.each([
    [`${HEAD}stage,洽谈`, 'valueMapLine'],
    [`${HEAD}stage,洽谈,`, 'valueMapLine'],
    [`${HEAD}colour,red,blue`, 'valueMapField'],
  ])('%j is refused as %s', (text, key) => {
    expect(() => readValueMap(text, 'opportunity', {})).toThrow(expect.objectContaining({ key }));
  });
});
