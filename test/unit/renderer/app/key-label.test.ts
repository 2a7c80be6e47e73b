import { describe, expect, it } from 'vitest';
import { keyLabel } from '#renderer/app/commands/key-label';
import { allCommands } from '#renderer/app/commands/table';

describe('keyLabel', () => {
  it.each([
    ['$mod+KeyK', 'Ctrl+K', '⌘K'],
    ['$mod+Shift+KeyZ', 'Ctrl+Shift+Z', '⌘⇧Z'],
    ['$mod+Comma', 'Ctrl+,', '⌘,'],
    ['$mod+Digit1', 'Ctrl+1', '⌘1'],
    ['KeyG KeyP', 'G P', 'G P'],
    ['Shift+Slash', '?', '?'],
    ['F1', 'F1', 'F1'],
    ['Alt+ArrowDown', 'Alt+↓', '⌥↓'],
    ['$mod+Semicolon', 'Ctrl+;', '⌘;'],
    ['Escape', 'Esc', 'Esc'],
  ])('writes %s as %s or %s', (binding, pc, mac) => {
    expect(keyLabel(binding, false)).toBe(pc);
    expect(keyLabel(binding, true)).toBe(mac);
  });
});

describe('the command table', () => {
  const bindings = allCommands().flatMap((row) => [...row.keys, ...(row.singleKeys ?? [])]);

  it('gives no key to two commands', () => {
    expect(new Set(bindings).size).toBe(bindings.length);
  });

  it('takes no key that belongs to an input method or to screenshots', () => {
    const reserved = [
      '$mod+Space',
      '$mod+Period',
      'Alt+KeyA',
      '$mod+Alt+KeyA',
      '$mod+Shift+KeyA',
      '$mod+Shift+KeyF',
    ];
    expect(bindings.filter((binding) => reserved.includes(binding))).toEqual([]);
  });

  it('lets every key made of characters alone be switched off', () => {
    const always = allCommands().flatMap((row) => row.keys);
    expect(always.filter((key) => !key.includes('$mod') && !/^F\d+$/.test(key))).toEqual([]);
  });
});
