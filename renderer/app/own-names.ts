import manifest from '#resources/demo/manifest.json';
import enDialogs from '#resources/locales/en/dialogs.json';
import enSandbox from '#resources/locales/en/sandbox.json';
import zhDialogs from '#resources/locales/zh-CN/dialogs.json';
import zhSandbox from '#resources/locales/zh-CN/sandbox.json';
import type { Language } from '#shared/workspace/model';

type Pair = Readonly<Record<Language, string>>;

const pairs = (
  zh: Readonly<Record<string, string>>,
  en: Readonly<Record<string, string>>,
): Pair[] => Object.entries(zh).map(([key, text]) => ({ 'zh-CN': text, en: en[key] ?? text }));

/** Names that the app gave: of the demo, its person and pipelines, and of the first rehearsal and its variants. */
const OWN: ReadonlyMap<string, Pair> = new Map(
  [
    { 'zh-CN': zhDialogs.demoName, en: enDialogs.demoName },
    { 'zh-CN': zhDialogs.demoUser, en: enDialogs.demoUser },
    ...manifest.pipelines.map(({ names }) => names),
    ...pairs(zhSandbox.first, enSandbox.first),
  ].flatMap((pair) => [[pair['zh-CN'], pair] as const, [pair.en, pair] as const]),
);

/** A stored name in the reader's language where the app gave it and nobody changed it; any other name as it is. */
export function ownName(name: string, language: Language): string {
  return OWN.get(name)?.[language] ?? name;
}
