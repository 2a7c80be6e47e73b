import { ipcMain } from 'electron';
import type { Answers } from '../ipc';

/** The two channels of a window; what is asked before the application is loaded waits for it. No other channel exists, apart from the feeds. */
export function openChannels(answers: Promise<Answers>): void {
  ipcMain.handle('call', async (event, name: unknown, input: unknown) =>
    (await answers).call(event, name, input),
  );
  ipcMain.handle('dropped-file', async (event, path: unknown) =>
    (await answers).droppedFile(event, path),
  );
}
