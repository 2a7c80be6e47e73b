import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { pdfWindow } from '#electron/composer/pdf-window';
import { lockEveryWindow } from '#electron/shell/lockdown';
import type { CliHost } from './context';

/** Electron as a command uses it: no window to see, nothing but printing. */
export interface ElectronHost {
  readonly pdf: NonNullable<CliHost['pdf']>;
  /** The packaged app's folder of resources. */
  readonly resources: string;
  readonly exit: (code: number) => void;
}

/** Chromium keeps a profile whatever it does: not the window's, which may be open, and only as long as the command. */
function ownProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'sandtable-profile-'));
  app.setPath('userData', profile);
  app.setPath('sessionData', profile);
  return profile;
}

/** To be called before Electron is ready; resolves when windows can be made. `onStop`: the process is asked to end. */
export async function electronHost(onStop: () => void): Promise<ElectronHost> {
  // As root on Linux Chromium starts only without its own sandbox; the window asks for its own all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  lockEveryWindow();
  app.dock?.hide();
  // Without a listener Electron would end with its last window, that is in the middle of an export.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    event.preventDefault();
    onStop();
  });
  const profile = app.isPackaged ? ownProfile() : null;
  await app.whenReady();
  return {
    pdf: pdfWindow,
    resources: process.resourcesPath,
    exit: (code) => {
      if (profile !== null) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      app.exit(code);
    },
  };
}
