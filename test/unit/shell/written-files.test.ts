import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WrittenFiles } from '#electron/shell/written-files';

let folder: string;
let done: string[];
let answer: string;
let files: WrittenFiles;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandtable-written-'));
  done = [];
  answer = '';
  let ids = 0;
  files = new WrittenFiles(() => `f${(ids += 1)}`, {
    openPath: async (path) => {
      done.push(`open ${path}`);
      return answer;
    },
    showItemInFolder: (path) => done.push(`folder ${path}`),
  });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string): { path: string; token: string } {
  const path = join(folder, name);
  writeFileSync(path, 'x');
  return { path, token: files.register(path) };
}

test('a file that was written is opened, or shown in its folder', async () => {
  const { path, token } = written('brief.PDF');
  await files.show(token, 'open');
  await files.show(token, 'folder');
  expect(done).toEqual([`open ${path}`, `folder ${path}`]);
});

test('a path is no token: nothing that this app did not write can be opened', async () => {
  const { path } = written('view.csv');
  for (const wrong of [path, 'f9', '/etc/passwd']) {
    await expect(files.show(wrong, 'open')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(files.show(wrong, 'folder')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  }
  expect(done).toEqual([]);
});

test('a name that a person gave never starts a program', async () => {
  for (const name of ['view.bat', 'view.csv.exe', 'view']) {
    const { token } = written(name);
    await expect(files.show(token, 'open')).rejects.toMatchObject({ code: 'FILE_NOT_OPENED' });
  }
  expect(done).toEqual([]);
});

test('a file that is gone, and one that no program takes, are told apart', async () => {
  const { path, token } = written('view.xlsx');
  answer = 'no application';
  await expect(files.show(token, 'open')).rejects.toMatchObject({ code: 'FILE_NOT_OPENED' });
  rmSync(path);
  await expect(files.show(token, 'folder')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
});
