// @ts-check
// electron-builder's afterPack hook: the packed executable is only this app's, before it is signed.
import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function setFuses({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  const executable = {
    darwin: `${name}.app`,
    win32: `${name}.exe`,
    linux: 'executableName' in packager ? String(packager.executableName) : name,
  }[electronPlatformName];
  if (executable === undefined) throw new Error(`no fuses are known for ${electronPlatformName}`);
  await flipFuses(join(appOutDir, executable), {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    // WasmTrapHandlers stays as Electron ships it: on.
  });
}
