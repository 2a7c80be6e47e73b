import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { CALL_NAMES, FEED_NAMES } from '../../shared/call-names';
import './support/bridge';
import { launch, makeProfile, startLine, type Workstation } from './support/workstation';

test.describe('the window is locked down', () => {
  let station: Workstation;
  test.beforeAll(async () => {
    station = await launch();
    await station.page.getByRole('button').first().waitFor();
  });
  test.afterAll(() => station.close());

  test('hands over named functions and nothing else', async () => {
    const keys = await station.page.evaluate(() => Object.keys(window.sandtable ?? {}));
    expect(keys.toSorted()).toEqual([...CALL_NAMES, 'on', 'droppedFile'].toSorted());
    expect(FEED_NAMES.length).toBe(4);
  });

  test('has no Node in the page', async () => {
    const kinds = await station.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global'].map((name) => name in globalThis),
    );
    expect(kinds).toEqual([false, false, false, false, false]);
  });

  test('runs sandboxed and isolated', async () => {
    const preferences = await station.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Not in the public typings; if the method vanishes the test must fail, not pass.
      const read = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag } =
        read.getLastWebPreferences();
      return { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag };
    });
    expect(preferences).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  test('keeps the bridge working when the page tampers with built-ins', async () => {
    const reply = await station.page.evaluate(async () => {
      const push = Array.prototype.push;
      Array.prototype.push = () => {
        throw new Error('tampered');
      };
      try {
        return await window.sandtable?.['app.settings']({});
      } finally {
        Array.prototype.push = push;
      }
    });
    expect(reply).toMatchObject({ ok: true });
  });

  test('answers wrong names and wrong inputs with a code, never with internals', async () => {
    const hostile: unknown[] = [null, 'x', 1, [], { id: {} }, { id: 'a'.repeat(100_000) }];
    const replies = await station.page.evaluate(async (inputs) => {
      const bridge = window.sandtable as unknown as Record<
        string,
        (i: unknown) => Promise<unknown>
      >;
      const names = Object.keys(bridge).filter((name) => name.includes('.'));
      // Calls that would open a dialog or close the workspace on a valid empty input are left to their own tests.
      const safe = names.filter((name) => !/pick|openDemo|resetDemo|close|verify/.test(name));
      const all: unknown[] = [];
      for (const name of safe) for (const input of inputs) all.push(await bridge[name]?.(input));
      return all;
    }, hostile);
    for (const reply of replies) {
      const text = JSON.stringify(reply);
      expect(text).not.toMatch(/SELECT |INSERT |\/tmp\/|node_modules/);
      expect(reply).toHaveProperty('ok');
    }
  });

  test('refuses calls from a window that is not ours', async () => {
    const code = await station.app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const stranger = new BrowserWindow({
          show: false,
          webPreferences: { preload, sandbox: true },
        });
        await stranger.loadURL('app://sandtable/index.html');
        const reply: unknown = await stranger.webContents.executeJavaScript(
          `window.sandtable['app.settings']({})`,
        );
        stranger.destroy();
        return JSON.stringify(reply);
      },
      join(import.meta.dirname, '..', '..', 'out', 'preload', 'preload.cjs'),
    );
    expect(code).toContain('BAD_SENDER');
  });

  test('goes nowhere', async () => {
    const before = station.page.url();
    const attempts = [
      "location.href = 'https://example.com/'",
      "location.href = 'file:///etc/passwd'",
      "location.href = 'app://elsewhere/index.html'",
      "location.href = 'data:text/html,hello'",
    ];
    for (const attempt of attempts) {
      await station.app.evaluate(async ({ BrowserWindow }, script) => {
        await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`${script}; 1`, true);
      }, attempt);
    }
    const anchor = async (target: string) =>
      station.page.evaluate((where) => {
        const link = document.createElement('a');
        link.href = 'https://example.com/';
        link.target = where;
        document.body.append(link);
        link.click();
        link.remove();
      }, target);
    await anchor('_self');
    await anchor('_blank');
    await station.page.waitForTimeout(300);
    expect(station.page.url()).toBe(before);
  });

  test('opens no other window', async () => {
    const opened = await station.page.evaluate(() => [
      window.open('https://example.com/'),
      window.open('app://sandtable/index.html', 'named'),
      window.open('about:blank', '_blank', 'noopener'),
    ]);
    expect(opened).toEqual([null, null, null]);
    const windows = await station.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().length,
    );
    expect(windows).toBe(1);
  });

  test('grants no permission', async () => {
    const states = await station.page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'clipboard-read',
        'midi',
      ];
      return Promise.all(
        names.map(async (name) => {
          const status = await navigator.permissions.query({ name: name as PermissionName });
          return status.state;
        }),
      );
    });
    expect(new Set(states)).toEqual(new Set(['denied']));
    const media = await station.page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        (error: unknown) => (error as Error).name,
      ),
    );
    expect(media).not.toBe('granted');
  });

  test('reaches no other origin', async () => {
    const results = await station.page.evaluate(async () => {
      const attempt = (url: string) =>
        fetch(url).then(
          () => 'reached',
          () => 'refused',
        );
      return Promise.all(
        ['https://example.com/', 'http://127.0.0.1:9/', 'file:///etc/passwd'].map(attempt),
      );
    });
    expect(results).toEqual(['refused', 'refused', 'refused']);
  });

  test('refuses injected scripts, styles, frames and strings as code', async () => {
    const before = (await station.violations()).length;
    const outcome = await station.page.evaluate(async () => {
      const tryTo = (act: () => unknown) => {
        try {
          return String(act());
        } catch (error) {
          return (error as Error).name;
        }
      };
      const add = (tag: string, attributes: Record<string, string>) => {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) {
          tryTo(() => element.setAttribute(name, value));
        }
        document.body.append(element);
        setTimeout(() => element.remove(), 150);
      };
      // From a timer: the debugger that runs this test may evaluate strings, the page may not.
      const fromPage = (act: () => unknown) =>
        new Promise<string>((resolve) => setTimeout(() => resolve(tryTo(act))));
      await fromPage(() => {
        add('iframe', { src: 'https://example.com/' });
        add('img', { src: 'https://example.com/x.png' });
        add('link', { rel: 'stylesheet', href: 'https://example.com/x.css' });
      });
      const evaluated = await fromPage(() => globalThis.eval('6 * 7'));
      const styled = await fromPage(() => {
        const parsed = new DOMParser().parseFromString('<p style="color:red">x</p>', 'text/html');
        const node = document.body.appendChild(document.adoptNode(parsed.body.firstElementChild!));
        const { color } = getComputedStyle(node);
        node.remove();
        return color;
      });
      const made = await fromPage(() => new Function('return 6 * 7')());
      const inline = document.createElement('script');
      tryTo(() => (inline.textContent = 'window.injected = true'));
      document.body.append(inline);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return {
        evaluated,
        made,
        styled: styled === 'rgb(255, 0, 0)',
        injected: 'injected' in window,
      };
    });
    expect(outcome).toEqual({
      evaluated: 'EvalError',
      made: 'EvalError',
      styled: false,
      injected: false,
    });
    const refused = (await station.violations()).slice(before).map((line) => line.split(' ')[0]);
    const expected = ['frame-src', 'img-src', 'style-src-elem'];
    for (const directive of [...expected, 'require-trusted-types-for']) {
      expect(refused).toContain(directive);
    }
  });
});

test('one instance a profile: a second start gives the first window the focus and ends', async () => {
  const profile = makeProfile();
  const first = await launch({ profile });
  const minimized = () =>
    first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized());
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const { executable, args } = startLine(profile);
  const second = spawn(executable, args, { stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect.poll(minimized).toBe(false);
  await first.close();
});

test('the window comes back where it was left', async () => {
  const profile = makeProfile();
  const wanted = { x: 120, y: 90, width: 1180, height: 760 };
  const boundsOf = (station: Workstation) =>
    station.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
    );
  const first = await launch({ profile, size: null });
  await first.app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    wanted,
  );
  await expect.poll(() => boundsOf(first)).toEqual(wanted);
  await first.close();
  const second = await launch({ profile, size: null });
  expect(await boundsOf(second)).toEqual(wanted);
  await second.close();
});

test('a crashed page comes back by itself and says so', async () => {
  const station = await launch();
  const { page, app } = station;
  await page.getByRole('button').first().waitFor();
  const reloaded = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<boolean>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => resolve(true));
        contents?.forcefullyCrashRenderer();
      }),
  );
  expect(await reloaded).toBe(true);
  const buttons = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        'document.querySelectorAll("button").length',
      ),
    );
  await expect.poll(buttons).toBeGreaterThan(0);
  await station.close();
});
