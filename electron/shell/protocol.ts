import { protocol, type Session } from 'electron';
import { APP_SCHEME } from './origin';
import { listPageFiles, servePage } from './page-files';

/** Must run before `ready`. Standard and secure, so that origins, fetch and workers behave as on https. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      // `codeCache`: compiled scripts are kept in the profile, by the hash of their text.
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built page on `app://sandtable/` in the given session. */
export function serveApp(session: Session, root: string): void {
  const files = listPageFiles(root);
  session.protocol.handle(APP_SCHEME, async (request) => servePage(await files, request));
}
