/** Characters of a name in an archive; more does not fit a path on every system. */
const LONGEST = 260;
const DEVICE = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/i;
/** Control characters, and those that Windows gives a meaning in names. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001F\u007F<>:"|?*\\]/;

/**
 * Whether the name of an archive's entry could lead out of a folder, or mean different files on different systems:
 * absolute or with a drive, `..`, backslashes, control characters, device names, dots or blanks at an end, too long.
 * Sandtable never writes an entry to disk by its name; an archive that tries is refused all the same.
 */
export function isBadEntryName(name: string): boolean {
  if (name === '' || name.length > LONGEST || FORBIDDEN.test(name)) return true;
  const parts = name.replace(/\/$/, '').split('/');
  return parts.some(
    (part) =>
      part === '' || part === '.' || part === '..' || /[. ]$/.test(part) || DEVICE.test(part),
  );
}

/** The name under which two entries would be one file on some system: case and composition of letters left out. */
export function entryKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
