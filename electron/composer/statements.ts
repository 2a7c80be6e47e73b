/** What of the composer room runs in the replica's threads. */
import { contentCommands, contentQueries } from './content/statements';
import { create, get, list, remove, save, version, versions } from './documents';
import { chart, finish, render, verify } from './jobs';
import { keys, revokeKey, rotateKey } from './keys';
import { recipients } from './recipients';
import { ensureKey, exportsOf, ledger, register } from './register';

export const composerQueries = {
  ...contentQueries,
  'composer.list': list,
  'composer.get': get,
  'composer.versions': versions,
  'composer.version': version,
  'composer.exports': exportsOf,
  'composer.ledger': ledger,
  'composer.recipients': recipients,
  'composer.keys': keys,
};

export const composerCommands = {
  ...contentCommands,
  'composer.create': create,
  'composer.save': save,
  'composer.remove': remove,
  'composer.ensureKey': ensureKey,
  'composer.register': register,
  'composer.rotateKey': rotateKey,
  'composer.revokeKey': revokeKey,
};

export const composerReadJobs = {
  'composer.chart': chart,
  'composer.render': render,
  'composer.finish': finish,
  'composer.verify': verify,
};
