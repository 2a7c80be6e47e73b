import type { Session } from 'electron';
import { APP_ORIGIN, APP_SCHEME } from './origin';

/**
 * Development only: the page of the dev server under our own origin, so that everything else is as in the
 * product. Hot reload needs an inline script and a socket; no built page is ever served this way.
 */
export function serveDevPage(session: Session, server: string): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const url = new URL(request.url);
    const answer = await fetch(new URL(url.pathname + url.search, server));
    const headers = new Headers(answer.headers);
    headers.delete('content-encoding');
    if (!headers.get('content-type')?.startsWith('text/html')) {
      return new Response(answer.body, { status: answer.status, headers });
    }
    const nonce = 'development';
    const html = (await answer.text()).replaceAll('__STYLE_NONCE__', nonce);
    headers.set(
      'content-security-policy',
      `default-src 'self' ${APP_ORIGIN} blob: data:; script-src 'self' 'unsafe-inline'; ` +
        `style-src 'self' 'unsafe-inline'; connect-src 'self' ${server.replace(/^http/, 'ws')} ${server}`,
    );
    return new Response(html, { status: answer.status, headers });
  });
}
