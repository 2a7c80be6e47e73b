/**
 * What other rooms and the boot sequence may use of the composer. Not here: `./statements` (replica threads) and
 * `./pdf-window` (imports Electron, so the boot sequence of the window app takes it directly).
 */
export { composerService, verifyFile, type ComposerNeeds } from './service';
export { contentService, type ContentDialogs } from './content/service';
export { documentText } from './texts';
