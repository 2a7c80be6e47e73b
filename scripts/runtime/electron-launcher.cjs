'use strict';
// Put into the registry runtime as resources/app: does what Electron's default app does, that is,
// loads the app whose path is on the command line. Plain `require` on purpose: an app loaded by
// `import()` arrives after `ready`, too late for `protocol.registerSchemesAsPrivileged`.
const { app } = require('electron');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

/** @returns {{ preloads: string[], target: string | undefined }} */
function readCommandLine() {
  const preloads = [];
  for (let index = 1; index < process.argv.length; index++) {
    const argument = process.argv[index];
    if (argument === '-r' || argument === '--require') preloads.push(process.argv[++index]);
    else if (argument.startsWith('--app=')) return { preloads, target: argument.slice(6) };
    else if (!argument.startsWith('-')) return { preloads, target: argument };
  }
  return { preloads, target: undefined };
}

/** @param {string} target a folder with a package.json, or a file */
function load(target) {
  const base = path.resolve(target);
  const manifest = path.join(base, 'package.json');
  if (!fs.existsSync(manifest)) {
    const file = require.resolve(base);
    app.setAppPath(path.dirname(file));
    require(file);
    return;
  }
  const { name, productName, version, desktopName, main } = JSON.parse(
    fs.readFileSync(manifest, 'utf8'),
  );
  if (version) app.setVersion(version);
  if (productName || name) app.name = productName || name;
  if (desktopName) app.setDesktopName(desktopName);
  app.setAppPath(base);
  require(path.resolve(base, main || 'index.js'));
}

process.defaultApp = true;
const { preloads, target } = readCommandLine();
const requireFromHere = createRequire(path.join(process.cwd(), 'x.js'));
for (const preload of preloads) requireFromHere(preload);
if (target === undefined) {
  process.stderr.write('electron: give the path of an app\n');
  process.exit(1);
}
try {
  load(target);
} catch (error) {
  process.stderr.write(`electron: ${target} did not load\n${error.stack}\n`);
  process.exit(1);
}
