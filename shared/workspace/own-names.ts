import type { Language } from './model';

/** One name in both languages. */
export type NamePair = Readonly<Record<Language, string>>;

type Texts = Readonly<Record<string, string>>;

/** The texts that hold names which the app gives. */
export interface OwnNameTexts {
  readonly dialogs: Readonly<
    Record<Language, { readonly demoName: string; readonly demoUser: string }>
  >;
  readonly sandbox: Readonly<Record<Language, { readonly first: Texts }>>;
  /** Of the demo's pipelines. */
  readonly pipelines: readonly { readonly names: NamePair }[];
}

/**
 * Tells names that the app gave (of the demo, its person and pipelines, of the first rehearsal and its variants) in the
 * reader's language; a name that is none of them is told as it is.
 */
export function ownNamesOf(texts: OwnNameTexts): (name: string, language: Language) => string {
  const { dialogs, sandbox, pipelines } = texts;
  const pair = (of: (language: Language) => string): NamePair => ({
    'zh-CN': of('zh-CN'),
    en: of('en'),
  });
  const pairs = [
    pair((language) => dialogs[language].demoName),
    pair((language) => dialogs[language].demoUser),
    ...pipelines.map(({ names }) => names),
    ...Object.entries(sandbox['zh-CN'].first).map(([key, text]) => ({
      'zh-CN': text,
      en: sandbox.en.first[key] ?? text,
    })),
  ];
  const own = new Map(
    pairs.flatMap((one) => [[one['zh-CN'], one] as const, [one.en, one] as const]),
  );
  return (name, language) => own.get(name)?.[language] ?? name;
}
