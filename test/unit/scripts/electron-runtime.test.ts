import { expect, test } from 'vitest';
import { findElectron, type Finders } from '../../../scripts/electron-runtime.mjs';

const log = () => undefined;

function finders(present: readonly string[]) {
  const asked: string[] = [];
  const finder = (kind: 'override' | 'installed' | 'registry') => async () => {
    asked.push(kind);
    if (!present.includes(kind)) return null;
    return { kind, dist: '/dist', executable: '/dist/electron', version: '1.0.0', napi: 10 };
  };
  const all: Finders = {
    override: finder('override'),
    installed: finder('installed'),
    registry: finder('registry'),
  };
  return { all, asked };
}

test('the override comes first, and nothing else is tried', async () => {
  const { all, asked } = finders(['override', 'installed', 'registry']);
  expect((await findElectron(log, all)).kind).toBe('override');
  expect(asked).toEqual(['override']);
});

test('then the installed one, then the registry runtime', async () => {
  const { all, asked } = finders(['registry']);
  expect((await findElectron(log, all)).kind).toBe('registry');
  expect(asked).toEqual(['override', 'installed', 'registry']);
});

test('with none, one sentence names both ways out', async () => {
  await expect(findElectron(log, finders([]).all)).rejects.toThrow(
    /install-electron.*ELECTRON_OVERRIDE_DIST_PATH/,
  );
});
