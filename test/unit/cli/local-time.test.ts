import { expect, test } from 'vitest';
import { localTime } from '#electron/cli/local-time';

const AT = Date.UTC(2026, 10, 23, 20, 20);

test.each([
  ['Asia/Shanghai', '2026-11-24 04:20 +08:00'],
  ['America/New_York', '2026-11-23 15:20 -05:00'],
  ['Asia/Kolkata', '2026-11-24 01:50 +05:30'],
  ['UTC', '2026-11-23 20:20 +00:00'],
])('in %s it is %s', (zone, text) => {
  expect(localTime(AT, zone)).toBe(text);
});

test('the offset is that of the day, not of today', () => {
  expect(localTime(Date.UTC(2026, 6, 1), 'Europe/Berlin')).toBe('2026-07-01 02:00 +02:00');
  expect(localTime(Date.UTC(2026, 0, 1), 'Europe/Berlin')).toBe('2026-01-01 01:00 +01:00');
});
