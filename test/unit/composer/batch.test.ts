import { describe, expect, it } from 'vitest';
import { recipientsIn } from '#shared/composer/recipients';

describe('recipientsIn', () => {
  it('takes one a line, each once, and the first column of a pasted table', () => {
    expect(recipientsIn('甲\r\n乙\t销售\n\n 甲 \n丙').names).toEqual(['甲', '乙', '丙']);
    expect(recipientsIn('  \n').names).toEqual([]);
  });

  it('tells which are too long', () => {
    const long = '长'.repeat(121);
    expect(recipientsIn(`甲\n${long}`)).toEqual({ names: ['甲', long], tooLong: [long] });
  });
});
