import manifest from '#resources/demo/manifest.json';
import enDialogs from '#resources/locales/en/dialogs.json';
import enSandbox from '#resources/locales/en/sandbox.json';
import zhDialogs from '#resources/locales/zh-CN/dialogs.json';
import zhSandbox from '#resources/locales/zh-CN/sandbox.json';
import type { RunResult } from '#shared/sandbox/run-result';
import type { Language } from '#shared/workspace/model';
import { ownNamesOf } from '#shared/workspace/own-names';

/** A stored name in the reader's language where the app gave it and nobody changed it; any other name as it is. */
export const ownName = ownNamesOf({
  dialogs: { 'zh-CN': zhDialogs, en: enDialogs },
  sandbox: { 'zh-CN': zhSandbox, en: enSandbox },
  pipelines: manifest.pipelines,
});

/** A rehearsal as a document in `language` names it and its variants; nothing else of it differs. */
export function ownRun(run: RunResult, language: Language): RunResult {
  const variants = run.request.variants.map((one) => ({
    ...one,
    name: ownName(one.name, language),
  }));
  return { ...run, name: ownName(run.name, language), request: { ...run.request, variants } };
}
