import { safeStorage } from 'electron';
import type { KeyStore } from '#electron/workspace/key';

/**
 * The operating system's key store. On Linux without a key ring Electron would fall back to a fixed password
 * (`basic_text`): that keeps no secret, so it counts as none.
 */
export const systemKeyStore: KeyStore = {
  available: () => {
    if (!safeStorage.isEncryptionAvailable()) return false;
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  },
  wrap: (key) => safeStorage.encryptString(Buffer.from(key).toString('base64')),
  unwrap: (wrapped) => Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64'),
};
