import type { pinyin as read } from 'pinyin-pro';

/** The bundler's `require`: it puts the module into the bundle and runs it when it is asked for. */
declare const require: (name: 'pinyin-pro') => { readonly pinyin: typeof read };

/**
 * How Chinese characters are read, see the library `pinyin-pro`. Its dictionaries take longer to set up than anything else that
 * a thread of the replica runs at its start, and most starts need no reading: they come with the first one.
 */
export const pinyin: typeof read = (...asked: [string]) => require('pinyin-pro').pinyin(...asked);
