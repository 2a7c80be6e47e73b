import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, isAbsolute } from 'node:path';
import type { KeySources } from '#electron/workspace/index';
import { SandtableError } from '#shared/errors';
import { passphraseSchema } from '#shared/workspace/model';
import type { CliContext } from './context';
import { UsageError } from './usage-error';

/** A passphrase file is one line; larger ones are another file named by mistake. */
const MOST_BYTES = 4096;

/** In a command nobody can be asked, and Node has no key store: the key comes from a file or a passphrase. */
const NO_KEY_STORE: KeySources['keyStore'] = {
  available: () => false,
  wrap: refuse,
  unwrap: refuse,
};

function refuse(): never {
  throw new SandtableError('KEY_UNAVAILABLE', 'a command has no key store');
}

/**
 * Where the key of the workspace comes from: `--key-file`, else `--passphrase-file`, else SANDTABLE_PASSPHRASE.
 * @throws UsageError when two are named; SandtableError FILE_NOT_FOUND, FILE_UNREADABLE
 */
export function keySources({ options, host }: CliContext): KeySources {
  const keyFile = options.text('key-file');
  const passphraseFile = options.text('passphrase-file');
  if (keyFile !== null && passphraseFile !== null) throw new UsageError('twoKeys');
  const ofFile = passphraseFile === null ? null : readPassphrase(passphraseFile);
  const ofEnv = host.env['SANDTABLE_PASSPHRASE'] || null;
  return {
    keyStore: NO_KEY_STORE,
    keyFile: keyFile === null ? null : resolve(keyFile),
    passphrase: keyFile === null ? (ofFile ?? ofEnv) : null,
  };
}

/** The same for a workspace that is being made: a new key file must lie outside of it. @throws UsageError */
export function newKeySources(context: CliContext, folder: string): KeySources {
  const sources = keySources(context);
  const { keyFile, passphrase } = sources;
  if (keyFile === null && passphrase === null) throw new UsageError('noKey');
  if (passphrase !== null && !passphraseSchema.safeParse(passphrase).success) {
    throw new UsageError('shortPassphrase', { least: 8 });
  }
  if (keyFile === null) return sources;
  const inside = relative(folder, keyFile);
  if (!inside.startsWith('..') && !isAbsolute(inside)) throw new UsageError('keyFileInside');
  if (!existsSync(dirname(keyFile))) {
    throw new SandtableError('FILE_NOT_FOUND', 'no folder for the key file', {
      folder: dirname(keyFile),
    });
  }
  return sources;
}

/** The first line of a file. */
function readPassphrase(file: string): string {
  const details = { fileName: basename(file) };
  if (!existsSync(file)) {
    throw new SandtableError('FILE_NOT_FOUND', 'the passphrase file is missing', details);
  }
  try {
    if (statSync(file).size > MOST_BYTES) throw new Error('too large');
    const [line = ''] = readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
    return line;
  } catch {
    throw new SandtableError('FILE_UNREADABLE', 'the passphrase file cannot be read', details);
  }
}
