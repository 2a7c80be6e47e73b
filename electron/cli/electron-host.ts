import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { pdfWindow } from '#electron/composer/pdf-window';
import { lockEveryWindow } from '#electron/shell/lockdown';
import type { CliHost } from './context';

/** Electron as a command uses it: no window to see, no profile kept, nothing but printing. */
export interface ElectronHost {
  /** Resolves when windows can be made. */
  readonly pdf: () => Promise<NonNullable<CliHost['pdf']>>;
  /** Ends Electron and removes its profile. */
  readonly exit: (code: number) => void;
}

/** To be called before Electron is ready. `onStop`: the system asks the process to end. */
export function electronHost(onStop: () => void): ElectronHost {
  // As root on Linux Chromium starts only without its own sandbox; the window asks for its own all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  lockEveryWindow();
  const profile = mkdtempSync(join(tmpdir(), 'sandtable-profile-'));
  app.setPath('userData', profile);
  app.dock?.hide();
  // Without a listener Electron would end with its last window, that is in the middle of an export.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    event.preventDefault();
    onStop();
  });
  process.on('exit', () => rmSync(profile, { recursive: true, force: true }));
  return {
    pdf: async () => {
      await app.whenReady();
      return pdfWindow;
    },
    exit: (code) => app.exit(code),
  };
}
