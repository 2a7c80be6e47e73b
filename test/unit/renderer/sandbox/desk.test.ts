import { expect, test } from 'vitest';
import { runToShow, useDesk } from '#renderer/sandbox/desk';

test('the rehearsal shown last comes back, per pipeline', () => {
  const { show } = useDesk.getState();
  show('p1', 'r1');
  show('p2', 'r2');
  show('p1', null);
  const { shown } = useDesk.getState();
  expect(runToShow(null, shown['p1'], ['r9', 'r1'])).toBe('r1');
  expect(runToShow(null, shown['p2'], undefined)).toBe('r2');
});

test('what a link asks for comes first, what was removed gives way to the newest', () => {
  expect(runToShow('asked', 'r1', ['r9', 'r1'])).toBe('asked');
  expect(runToShow(null, 'removed', ['r9'])).toBe('r9');
  expect(runToShow(null, undefined, [])).toBeNull();
});
