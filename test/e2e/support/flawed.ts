import type { Workstation } from './workstation.ts';

/** What is wrong with a window made to be found out. */
export interface Flaws {
  /** Over those of the product's window. */
  readonly preferences?: Readonly<Record<string, unknown>>;
  /** Instead of the product's policy. */
  readonly policy?: string;
  /** Takes away what the product has put on every window. */
  readonly withoutGuards?: boolean;
  /** The session grants whatever is asked for. */
  readonly granting?: boolean;
  readonly preload?: string;
}

/** A policy that keeps nothing out. */
export const OPEN_POLICY = "default-src * 'unsafe-inline' 'unsafe-eval' data: blob:";

/** The id of the contents of the workstation's own window. */
export function ownWindow({ app }: Workstation): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.id ?? 0);
}

/** Opens a window with the product's page and flaws, in a session of its own; gives the id of its contents. */
export function openFlawed({ app }: Workstation, flaws: Flaws): Promise<number> {
  return app.evaluate(async ({ BrowserWindow, session }, wrong) => {
    const own = session.fromPartition(`flawed-${Date.now()}-${Math.random()}`);
    own.protocol.handle('app', async (request) => {
      const url = request.url.replace('app://elsewhere/', 'app://sandtable/');
      const answer = await session.defaultSession.fetch(url);
      const headers = new Headers(answer.headers);
      if (wrong.policy !== undefined) headers.set('content-security-policy', wrong.policy);
      return new Response(answer.body, { status: answer.status, headers });
    });
    if (wrong.granting === true) {
      own.setPermissionRequestHandler((_contents, _permission, decide) => decide(true));
      own.setPermissionCheckHandler(() => true);
    }
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: own,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        devTools: false,
        ...(wrong.preload === undefined ? {} : { preload: wrong.preload }),
        ...wrong.preferences,
      },
    });
    const { webContents } = window;
    if (wrong.withoutGuards === true) {
      own.removeAllListeners('will-download');
      for (const event of [
        'will-navigate',
        'will-frame-navigate',
        'will-redirect',
        'will-attach-webview',
      ]) {
        webContents.removeAllListeners(event as 'will-navigate');
      }
      webContents.setWindowOpenHandler(() => ({
        action: 'allow',
        overrideBrowserWindowOptions: { show: false },
      }));
    }
    await window.loadURL('app://sandtable/index.html');
    return webContents.id;
  }, flaws);
}

/** Destroys every window but the workstation's own, which was opened first. */
export function closeFlawed({ app }: Workstation, own: number): Promise<void> {
  return app.evaluate(({ BrowserWindow }, id) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (window.webContents.id !== id) window.destroy();
    }
  }, own);
}

/** Runs a function in the page of a window, as if a person had just clicked; it may use nothing from outside itself. */
export async function inPage<T>(
  { app }: Workstation,
  id: number,
  work: (() => T | Promise<T>) | string,
): Promise<T> {
  const code = typeof work === 'string' ? `${work}; 0` : `(${work.toString()})()`;
  const value: unknown = await app.evaluate(
    ({ webContents }, asked) => webContents.fromId(asked.id)?.executeJavaScript(asked.code, true),
    { id, code },
  );
  return value as T;
}

/** Ids of the contents that live: windows, webviews, pages behind them. */
export function contentsIds({ app }: Workstation): Promise<number[]> {
  return app.evaluate(({ webContents }) => webContents.getAllWebContents().map(({ id }) => id));
}

export function addressOf({ app }: Workstation, id: number): Promise<string> {
  return app.evaluate(({ webContents }, asked) => webContents.fromId(asked)?.getURL() ?? '', id);
}
