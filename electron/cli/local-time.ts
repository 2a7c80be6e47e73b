import { formatInstant } from '#shared/format';

/** An instant as people of the zone read it, with the zone's offset then: `2026-11-23 16:20 +08:00`. JSON stays in epoch ms. */
export function localTime(
  at: number,
  zone: string = Intl.DateTimeFormat().resolvedOptions().timeZone,
): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = parts.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  // UTC itself is called GMT, without an offset.
  return `${formatInstant(at, zone)} ${name.replace(/^(?:GMT|UTC)/, '') || '+00:00'}`;
}
