import { BrowserWindow, session, type Session } from 'electron';
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

async function printOnce(html: Uint8Array, signal: AbortSignal | undefined): Promise<Uint8Array> {
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
    },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event) => event.preventDefault());
  const stopped = stopper(signal);
  try {
    await Promise.race([window.loadURL(ADDRESS), stopped.promise]);
    const printing = window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: FOOTER,
    });
    return new Uint8Array(await Promise.race([printing, stopped.promise]));
  } finally {
    stopped.end();
    window.destroy();
  }
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
 * Prints HTML to a tagged A4 PDF in a hidden window without scripts, network or storage, which is always destroyed.
 * @throws SandtableError CANCELLED, INTERNAL when the window does not answer within a minute
 */
export const pdfWindow: PdfPort = { print: printOnce };
