import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { treeUse, type TreeUse } from './processes.ts';

/** How one start went. */
export interface Start {
  /** From the start of the process until the expression was true and painted, ms. */
  readonly ms: number;
  /** CPU seconds of all processes until then; null where it cannot be told. */
  readonly cpuSeconds: number | null;
  /** After `settleMs` more. */
  readonly settled: TreeUse | null;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly sessionId?: string;
    readonly targetInfo?: { readonly type: string };
  };
  readonly result?: {
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: unknown;
  };
  readonly error?: unknown;
}

const LIMIT_MS = 60_000;

/**
 * Starts Electron without a test driver, which would add its own time, and looks into its page through the DevTools
 * port that Chromium opens by itself.
 * @param ready expression that is truthy once the page is usable; looked at on every frame
 */
export async function startAndWatch(
  executable: string,
  args: readonly string[],
  ready: string,
  options: { readonly env: NodeJS.ProcessEnv; readonly settleMs?: number },
): Promise<Start> {
  const started = Date.now();
  const child = spawn(executable, ['--remote-debugging-port=0', ...args], {
    env: options.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const address = await devToolsAddress(child);
    const paintedAt = await whenPainted(address, ready);
    const cpuSeconds = child.pid === undefined ? null : (treeUse(child.pid)?.cpuSeconds ?? null);
    let settled: TreeUse | null = null;
    if (options.settleMs !== undefined && child.pid !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, options.settleMs));
      settled = treeUse(child.pid);
    }
    return { ms: paintedAt - started, cpuSeconds, settled };
  } finally {
    await end(child);
  }
}

function devToolsAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`Electron ended: ${said.slice(-400)}`)));
  });
}

/** Date.now() of the page two frames after `ready` was true. */
function whenPainted(address: string, ready: string): Promise<number> {
  const expression = `new Promise((resolve) => {
    const look = () => {
      if (${ready}) requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
      else requestAnimationFrame(look);
    };
    look();
  })`;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    let id = 0;
    const sessions = new Map<number, string>();
    const send = (method: string, params: object, sessionId?: string): number => {
      id += 1;
      const session = sessionId === undefined ? {} : { sessionId };
      socket.send(JSON.stringify({ id, method, params, ...session }));
      return id;
    };
    const ask = (session: string): void => {
      const params = { expression, awaitPromise: true, returnByValue: true };
      sessions.set(send('Runtime.evaluate', params, session), session);
    };
    const late = setTimeout(() => {
      socket.close();
      reject(new Error('the page was not ready in a minute'));
    }, LIMIT_MS);
    socket.addEventListener('open', () => {
      const attach = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
      send('Target.setAutoAttach', attach);
    });
    socket.addEventListener('error', () => reject(new Error('no DevTools')));
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as Message;
      const { sessionId, targetInfo } = message.params ?? {};
      if (message.method === 'Target.attachedToTarget' && targetInfo?.type === 'page') {
        if (sessionId !== undefined) ask(sessionId);
        return;
      }
      const session = message.id === undefined ? undefined : sessions.get(message.id);
      if (session === undefined) return;
      const value = message.result?.result?.value;
      // The first document of a window is blank and goes away: ask the next one.
      if (typeof value !== 'number') return void setTimeout(() => ask(session), 5);
      clearTimeout(late);
      socket.close();
      resolve(value);
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 8000);
  await gone;
  clearTimeout(force);
}
