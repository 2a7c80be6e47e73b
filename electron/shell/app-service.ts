import { app, shell } from 'electron';
import { devDependencies } from '../../package.json';
import type { Handlers } from '#electron/ipc';
import type { AppSettings } from '#shared/workspace/model';
import type { AppSettingsFile } from './app-settings';
import type { Logger } from './log';
import type { WrittenFiles } from './written-files';

interface AppServiceNeeds {
  readonly settings: AppSettingsFile;
  readonly log: Logger;
  readonly logFolder: string;
  /** SQLite's version as a reader thread reports it; empty while no workspace is open. */
  readonly sqliteVersion: () => string;
  readonly folders: () => { readonly workspace: string | null; readonly exports: string };
  readonly onSettings: (settings: AppSettings) => void;
  readonly written: WrittenFiles;
}

/** What this Electron is: the one the product is made for, or a development stand-in from a package registry. */
function runtimeKind(): 'release' | 'registry' {
  return process.versions['electron'] === devDependencies.electron ? 'release' : 'registry';
}

type AppHandlers = Pick<Handlers, Extract<keyof Handlers, `app.${string}`>>;

/** Versions, settings, folders and the page's own error reports. */
export function appService(needs: AppServiceNeeds): AppHandlers {
  return {
    'app.info': () => ({
      version: app.getVersion(),
      electron: process.versions['electron'] ?? '',
      chromium: process.versions['chrome'] ?? '',
      node: process.versions.node,
      sqlite: needs.sqliteVersion(),
      runtime: runtimeKind(),
      platform: `${process.platform} ${process.arch}`,
      logFolder: needs.logFolder,
    }),
    'app.settings': () => needs.settings.current,
    'app.saveSettings': (patch) => {
      const defined = Object.fromEntries(Object.entries(patch).filter(([, v]) => v !== undefined));
      const saved = needs.settings.save(defined);
      needs.onSettings(saved);
      return saved;
    },
    'app.reportError': ({ name, stack }) => {
      needs.log.error('page-error', { name, stack });
      return {};
    },
    'app.showFolder': async ({ which }) => {
      const { workspace, exports } = needs.folders();
      const folder = { workspace: workspace ?? exports, logs: needs.logFolder, exports }[which];
      shell.showItemInFolder(folder);
      return {};
    },
    'app.showWritten': async ({ file, how }) => {
      await needs.written.show(file, how);
      return {};
    },
  };
}
