import { basename, join } from 'node:path';
import { BrowserWindow, dialog } from 'electron';

interface FileType {
  readonly name: string;
  readonly extensions: string[];
}

/** The system's own file dialogs. Each answers null when the person closed it. */
export interface Dialogs {
  readonly openFile: (type: FileType) => Promise<string | null>;
  readonly saveFile: (suggestedName: string, type: FileType) => Promise<string | null>;
  readonly openFolder: () => Promise<string | null>;
}

/** Dialogs over the focused window; files are suggested in the given folder. */
export function systemDialogs(folder: () => string): Dialogs {
  const parent = () => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    if (window === undefined) throw new Error('a dialog needs a window');
    return window;
  };
  return {
    openFile: async (type) => {
      const options = { properties: ['openFile' as const], filters: [type] };
      const { canceled, filePaths } = await dialog.showOpenDialog(parent(), options);
      return canceled ? null : (filePaths[0] ?? null);
    },
    saveFile: async (suggestedName, type) => {
      const options = {
        defaultPath: join(folder(), basename(suggestedName)),
        filters: [type],
        properties: ['showOverwriteConfirmation' as const, 'createDirectory' as const],
      };
      const { canceled, filePath } = await dialog.showSaveDialog(parent(), options);
      return canceled || filePath === '' ? null : filePath;
    },
    openFolder: async () => {
      const options = { properties: ['openDirectory' as const, 'createDirectory' as const] };
      const { canceled, filePaths } = await dialog.showOpenDialog(parent(), options);
      return canceled ? null : (filePaths[0] ?? null);
    },
  };
}
