import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CALL_NAMES, FEED_NAMES } from '#shared/call-names';
import type { Reply } from '#shared/contract';

type Listener = (message: unknown) => void;

/**
 * One function a call, by name: the page can ask for what the contract lists and for nothing else.
 * Arguments and results are plain JSON; the reply is `{ok, value}` or `{ok: false, error}`, never an exception.
 */
const calls = Object.fromEntries(
  CALL_NAMES.map((name) => [name, (input: unknown) => ipcRenderer.invoke('call', name, input)]),
);

/** Incidents of before the page listened: it is told of them while it loads, its own end among them. */
const early: unknown[] = [];
const keepEarly = (_event: unknown, message: unknown): void => void early.push(message);
ipcRenderer.on('feed:incident', keepEarly);

/** Subscribes to what main tells on its own. The Electron event object never reaches the page. */
function on(feed: string, listener: Listener): () => void {
  if (!FEED_NAMES.some((name) => name === feed)) throw new Error(`unknown feed: ${feed}`);
  const channel = `feed:${feed}`;
  const forward = (_event: unknown, message: unknown) => listener(message);
  ipcRenderer.on(channel, forward);
  if (feed === 'incident') {
    ipcRenderer.removeListener(channel, keepEarly);
    for (const message of early.splice(0)) listener(message);
  }
  return () => {
    ipcRenderer.removeListener(channel, forward);
  };
}

/**
 * Turns a file the person dropped into an opaque token; the path stays outside the page. The reply is that of a call: the
 * page unwraps it.
 */
function droppedFile(file: File): Promise<Reply<string>> {
  return ipcRenderer.invoke('dropped-file', webUtils.getPathForFile(file));
}

contextBridge.exposeInMainWorld('sandtable', { ...calls, on, droppedFile });
