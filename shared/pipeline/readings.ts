type Library = typeof import('pinyin-pro');

/** The bundler's `require`: the module is in the bundle, and runs when it is first asked for. */
declare const require: (name: 'pinyin-pro') => Library;

/**
 * How Chinese characters are read. Setting its dictionaries up takes a third of the processor time that a thread of the
 * replica needs to begin, and most starts need no reading: they come with the first one.
 */
export const readings = (): Library => require('pinyin-pro');
