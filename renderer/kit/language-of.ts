const HAN = /\p{Script=Han}/u;

/** The language of a text from the data, as far as it asks for other punctuation than the window's: Chinese, or not said. */
export function languageOf(text: string): 'zh-CN' | undefined {
  return HAN.test(text) ? 'zh-CN' : undefined;
}
