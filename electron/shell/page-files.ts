import { randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { contentSecurityPolicy } from './csp';
import { APP_ORIGIN } from './origin';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Every file the page may load, by URL path. Listed once: a request can only hit this list, never the disk. */
export async function listPageFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile() && extname(entry.name) in CONTENT_TYPES)
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [`/${relative(root, file).split(sep).join('/')}`, file];
      }),
  );
}

const notFound = () => new Response('not found', { status: 404 });

/** Answers one request of the page; anything not on the list is 404. */
export async function servePage(
  files: ReadonlyMap<string, string>,
  request: { readonly url: string; readonly method: string },
): Promise<Response> {
  const url = new URL(request.url);
  if (request.method !== 'GET' || `${url.protocol}//${url.host}` !== APP_ORIGIN) return notFound();
  const path = url.pathname === '/' ? '/index.html' : url.pathname;
  const file = files.get(path);
  if (file === undefined) return notFound();
  const headers: Record<string, string> = {
    'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'x-content-type-options': 'nosniff',
  };
  const body = await readFile(file);
  if (!path.endsWith('.html')) return new Response(new Uint8Array(body), { headers });
  const nonce = randomBytes(16).toString('base64');
  headers['content-security-policy'] = contentSecurityPolicy(nonce);
  return new Response(body.toString('utf8').replaceAll('__STYLE_NONCE__', nonce), { headers });
}
