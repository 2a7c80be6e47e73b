import manifest from '#resources/demo/manifest.json';
import enDialogs from '#resources/locales/en/dialogs.json';
import enSandbox from '#resources/locales/en/sandbox.json';
import zhDialogs from '#resources/locales/zh-CN/dialogs.json';
import zhSandbox from '#resources/locales/zh-CN/sandbox.json';
import { ownNamesOf } from '#shared/workspace/own-names';

/** A stored name in the reader's language where the app gave it and nobody changed it; any other name as it is. */
export const ownName = ownNamesOf({
  dialogs: { 'zh-CN': zhDialogs, en: enDialogs },
  sandbox: { 'zh-CN': zhSandbox, en: enSandbox },
  pipelines: manifest.pipelines,
});
