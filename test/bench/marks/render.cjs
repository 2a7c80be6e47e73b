// Draws pages for the bench of the pixel mark: `electron render.cjs FOLDER`. Every FOLDER/*.html becomes a picture at
// each zoom of a screen, FOLDER/<name>@<zoom>.png; pictures that are there are left alone.
const { existsSync, readdirSync, writeFileSync, renameSync } = require('node:fs');
const { join } = require('node:path');
const { app, BrowserWindow } = require('electron');

const ZOOMS = [1, 1.25, 1.5, 2];
const folder = process.argv.at(-1);

/** @param {string} name */
const missing = (name) => ZOOMS.filter((zoom) => !existsSync(join(folder, `${name}@${zoom}.png`)));

async function renderAll() {
  const window = new BrowserWindow({
    width: 794,
    height: 1123,
    show: false,
    webPreferences: { offscreen: true, sandbox: true, contextIsolation: true, javascript: false },
  });
  window.webContents.debugger.attach();
  const names = readdirSync(folder).flatMap((file) =>
    file.endsWith('.html') ? [file.slice(0, -'.html'.length)] : [],
  );
  for (const name of names.filter((each) => missing(each).length > 0)) {
    await window.loadFile(join(folder, `${name}.html`));
    for (const zoom of missing(name)) {
      const { data } = await window.webContents.debugger.sendCommand('Page.captureScreenshot', {
        format: 'png',
        captureBeyondViewport: true,
        clip: { x: 0, y: 0, width: 794, height: 1123, scale: zoom },
      });
      const path = join(folder, `${name}@${zoom}.png`);
      writeFileSync(`${path}.tmp`, Buffer.from(data, 'base64'));
      renameSync(`${path}.tmp`, path);
    }
    process.stderr.write(`.`);
  }
}

void app
  .whenReady()
  .then(renderAll)
  .then(
    () => app.exit(0),
    (error) => {
      process.stderr.write(`${error.stack}\n`);
      app.exit(1);
    },
  );
