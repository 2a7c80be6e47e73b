import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '#shared/workspace/model';
import en from '#resources/locales/en/menu.json';
import zh from '#resources/locales/zh-CN/menu.json';

type Text = keyof typeof zh;

/**
 * The native menu. Items of ours send the id of a command of the page's own command table, so that menu,
 * palette and shortcuts do the same thing; accelerators are shown but handled by the page, which knows about IME.
 */
export function buildMenu(language: Language, send: (commandId: string) => void): Menu {
  const texts: Readonly<Record<Text, string>> = language === 'zh-CN' ? zh : en;
  const command = (label: Text, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    label: texts[label],
    click: () => send(id),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const isMac = process.platform === 'darwin';
  return Menu.buildFromTemplate([
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: texts.file,
      submenu: [
        command('importFile', 'pipeline.import'),
        command('verifyFile', 'go.verify'),
        separator,
        command('settings', 'go.settings', 'CmdOrCtrl+,'),
        separator,
        { label: texts.quit, role: 'quit' },
      ],
    },
    {
      label: texts.edit,
      submenu: [
        command('undo', 'history.undo', 'CmdOrCtrl+Z'),
        command('redo', 'history.redo', 'CmdOrCtrl+Y'),
        separator,
        { label: texts.cut, role: 'cut' },
        { label: texts.copy, role: 'copy' },
        { label: texts.paste, role: 'paste' },
        { label: texts.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: texts.go,
      submenu: [
        command('home', 'go.home'),
        command('pipeline', 'go.pipeline'),
        command('sandbox', 'go.sandbox'),
        command('composer', 'go.composer'),
        separator,
        command('palette', 'app.palette', 'CmdOrCtrl+K'),
      ],
    },
    {
      label: texts.view,
      submenu: [
        { label: texts.zoomIn, role: 'zoomIn' },
        { label: texts.zoomOut, role: 'zoomOut' },
        { label: texts.zoomReset, role: 'resetZoom' },
        separator,
        { label: texts.fullScreen, role: 'togglefullscreen' },
      ],
    },
    {
      label: texts.help,
      submenu: [command('shortcuts', 'app.cheatSheet'), command('about', 'go.about')],
    },
  ]);
}
