import { BrowserWindow, session, type Session } from 'electron';
import { PICTURES } from '#shared/composer/picture-css';
import { SandtableError } from '#shared/errors';
import type { PdfPort } from './service';

/** The one address that exists inside the window. `.invalid` never resolves (RFC 2606), were it ever asked. */
const ADDRESS = 'https://document.invalid/';

const POLICY = [
  "default-src 'none'",
  'img-src data:',
  'font-src data:',
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox',
].join('; ');

const TIMEOUT_MS = 60_000;

/** Page x of y, in a font that Chromium embeds as one where it is there. The rest of the foot line is part of the page, so that it is set in the embedded font. */
const FOOTER =
  '<div style="width:100%;margin:0 18mm;font:8px Arial,Liberation Sans,DejaVu Sans,sans-serif;color:#444;text-align:right"><span class="pageNumber"></span> / <span class="totalPages"></span></div>';

let windows = 0;

/** A session of its own: in memory, offline, every request answered here; `lockEveryWindow` denies it the rest. */
function closedSession(html: Uint8Array): Session {
  windows += 1;
  const own = session.fromPartition(`pdf-${windows}`, { cache: false });
  own.enableNetworkEmulation({ offline: true });
  own.webRequest.onBeforeRequest(({ url }, decide) =>
    decide({ cancel: url !== ADDRESS && !url.startsWith('data:') }),
  );
  own.protocol.handle('https', ({ url }) =>
    url === ADDRESS
      ? new Response(new Uint8Array(html), {
          headers: {
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': POLICY,
            'x-content-type-options': 'nosniff',
          },
        })
      : new Response(null, { status: 404 }),
  );
  return own;
}

/** Loads a page into a hidden, closed window, lets something be made of it, and destroys the window whatever happens. */
async function inWindow<T>(
  html: Uint8Array,
  signal: AbortSignal | undefined,
  offscreen: boolean,
  make: (window: BrowserWindow, stopped: Promise<never>) => Promise<T>,
): Promise<T> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: closedSession(html),
      sandbox: true,
      contextIsolation: true,
      javascript: false,
      nodeIntegration: false,
      webviewTag: false,
      images: true,
      spellcheck: false,
      devTools: false,
      offscreen,
    },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event) => event.preventDefault());
  const stopped = stopper(signal);
  try {
    await Promise.race([window.loadURL(ADDRESS), stopped.promise]);
    return await make(window, stopped.promise);
  } finally {
    stopped.end();
    window.destroy();
  }
}

function printOnce(html: Uint8Array, signal: AbortSignal | undefined): Promise<Uint8Array> {
  return inWindow(html, signal, false, async (window, stopped) => {
    const printing = window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: FOOTER,
    });
    return new Uint8Array(await Promise.race([printing, stopped]));
  });
}

/** Device pixels a CSS pixel. */
const SCALE = 2;

function takePictures(html: Uint8Array, signal: AbortSignal | undefined): Promise<Uint8Array[]> {
  return inWindow(html, signal, true, async ({ webContents: { debugger: tools } }, stopped) => {
    tools.attach();
    const ask = <T>(name: string, input: object = {}): Promise<T> =>
      Promise.race([tools.sendCommand(name, input) as Promise<T>, stopped]);
    const { width, height, end } = PICTURES;
    const { root } = await ask<{ root: { nodeId: number } }>('DOM.getDocument', { depth: 0 });
    const { nodeId } = await ask<{ nodeId: number }>('DOM.querySelector', {
      nodeId: root.nodeId,
      selector: `#${end}`,
    });
    const { model } = await ask<{ model: { border: number[] } }>('DOM.getBoxModel', { nodeId });
    const pages = Math.floor((model.border[0] ?? 0) / width) + 1;
    const { nodeIds } = await ask<{ nodeIds: number[] }>('DOM.querySelectorAll', {
      nodeId: root.nodeId,
      selector: '.frame',
    });
    if (pages > nodeIds.length) throw new SandtableError('FILE_TOO_LARGE', 'too many pictures');
    const pictures: Uint8Array[] = [];
    for (let page = 0; page < pages; page += 1) {
      const clip = { x: page * width, y: 0, width, height, scale: SCALE };
      const taken = await ask<{ data: string }>('Page.captureScreenshot', {
        format: 'png',
        clip,
        captureBeyondViewport: true,
      });
      pictures.push(new Uint8Array(Buffer.from(taken.data, 'base64')));
    }
    return pictures;
  });
}

/** Rejects on cancel and after {@link TIMEOUT_MS}; `end` forgets both. */
function stopper(signal: AbortSignal | undefined): { promise: Promise<never>; end: () => void } {
  let end = () => {};
  const promise = new Promise<never>((_resolve, reject) => {
    const cancelled = () => reject(new SandtableError('CANCELLED', 'export cancelled'));
    const timer = setTimeout(
      () => reject(new SandtableError('INTERNAL', 'the PDF window did not answer in time')),
      TIMEOUT_MS,
    );
    signal?.addEventListener('abort', cancelled);
    if (signal?.aborted) cancelled();
    end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancelled);
    };
  });
  promise.catch(() => undefined);
  return { promise, end };
}

/**
 * Prints HTML to a tagged A4 PDF, or takes a picture of each of its pages, in a hidden window without scripts, network or
 * storage, which is always destroyed.
 * @throws SandtableError CANCELLED, FILE_TOO_LARGE, INTERNAL when the window does not answer within a minute
 */
export const pdfWindow: PdfPort = { print: printOnce, pictures: takePictures };
