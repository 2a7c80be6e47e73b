import { app, type Session, type WebContents } from 'electron';
import { APP_ORIGIN } from './origin';

/** True for addresses that a window of ours may show. */
export function isOwnPage(address: string): boolean {
  return (
    URL.canParse(address) && `${new URL(address).protocol}//${new URL(address).host}` === APP_ORIGIN
  );
}

/** No permission, no device, no screen, no download, no dictionary from the network. */
function denyEverything(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  // Chromium fetches a dictionary for the system's language as soon as there is a session, whatever windows say:
  // it is told at once that there is no language, and that the place to fetch from is a file that does not exist.
  session.setSpellCheckerDictionaryDownloadURL(`${APP_ORIGIN}/no-dictionaries/`);
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
}

/**
 * No other origin: the window shows our page and nothing else.
 * @param devServer in development the address of the server whose socket tells the page what has changed
 */
export function keepOtherOriginsOut(session: Session, devServer?: string): void {
  const devHost = devServer === undefined ? null : new URL(devServer).host;
  session.webRequest.onBeforeRequest((details, answer) => {
    const { protocol } = new URL(details.url);
    const local = protocol === 'blob:' || protocol === 'data:' || protocol === 'devtools:';
    const isDev = devHost !== null && new URL(details.url).host === devHost;
    answer({ cancel: !local && !isDev && !isOwnPage(details.url) });
  });
}

function lockContents(contents: WebContents): void {
  const refuse = (event: { preventDefault: () => void; url: string }) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Holds for every window and every session that is ever made, also hidden ones. To be called before `ready`. */
export function lockEveryWindow(): void {
  app.on('session-created', denyEverything);
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

const DEBUG_SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'js-flags'];

/** True when another program asks to drive the installed workstation. In development tests do just that. */
export function isDrivenFromOutside(): boolean {
  return app.isPackaged && DEBUG_SWITCHES.some((name) => app.commandLine.hasSwitch(name));
}
