import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { listPageFiles, servePage } from '#electron/shell/page-files';

let files: ReadonlyMap<string, string>;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandtable-page-'));
  const root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.json'), '{}');
  writeFileSync(join(root, 'index.html'), '<meta name="style-nonce" content="__STYLE_NONCE__">');
  writeFileSync(join(root, 'assets', 'app.js'), 'export {};');
  writeFileSync(join(root, 'assets', 'app.js.map.bak'), 'x');
  files = await listPageFiles(root);
});

const get = (url: string, method = 'GET') => servePage(files, { url, method });

describe('app:// pages', () => {
  it('serves what was built, with its type', async () => {
    const script = await get('app://sandtable/assets/app.js');
    expect(script.status).toBe(200);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('gives every load a fresh nonce, the same in header and page', async () => {
    const loads = await Promise.all([1, 2].map(() => get('app://sandtable/index.html')));
    const nonces = await Promise.all(
      loads.map(async (load) => {
        const policy = load.headers.get('content-security-policy') ?? '';
        const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
        expect(await load.text()).toContain(`content="${nonce}"`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  it('states the policy that the page was proven under', async () => {
    const policy = (await get('app://sandtable/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src-attr 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/..\\secret.json',
    '/assets/../../secret.json',
    '/assets/app.js.map.bak',
    '/ASSETS/APP.JS',
    '/assets/app.js%00.html',
    '/C:/Windows/win.ini',
    '//etc/passwd',
    `/${'a'.repeat(5000)}`,
  ])('answers 404 to %s', async (path) => {
    expect((await get(`app://sandtable${path}`)).status).toBe(404);
  });

  it('answers 404 to other hosts and other methods', async () => {
    expect((await get('app://elsewhere/index.html')).status).toBe(404);
    expect((await get('app://sandtable/index.html', 'POST')).status).toBe(404);
  });
});
