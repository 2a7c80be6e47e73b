const MAC_KEYS: Readonly<Record<string, string>> = { $mod: '⌘', Shift: '⇧', Alt: '⌥' };
const PC_KEYS: Readonly<Record<string, string>> = { $mod: 'Ctrl' };
const NAMED: Readonly<Record<string, string>> = {
  Comma: ',',
  Semicolon: ';',
  Slash: '/',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/**
 * A key binding as people read it: `$mod+KeyK` → `Ctrl+K` or `⌘K`, `KeyG KeyP` → `G P`, `Shift+Slash` → `?`.
 */
export function keyLabel(binding: string, mac: boolean): string {
  return binding
    .split(' ')
    .map((press) => pressLabel(press, mac))
    .join(' ');
}

function pressLabel(press: string, mac: boolean): string {
  if (press === 'Shift+Slash') return '?';
  const modifiers = mac ? MAC_KEYS : PC_KEYS;
  return press
    .split('+')
    .map((part) => modifiers[part] ?? NAMED[part] ?? part.replace(/^(Key|Digit)/, ''))
    .join(mac ? '' : '+');
}

/** Whether the page runs on macOS; decides the signs of keys. */
export const ON_MAC = navigator.userAgent.includes('Mac OS X');
