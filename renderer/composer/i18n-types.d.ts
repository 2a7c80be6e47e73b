import 'i18next';
import type composer from '../../resources/locales/zh-CN/composer.json';
import type content from '../../resources/locales/zh-CN/content.json';
import type printed from '../../resources/locales/zh-CN/document.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    composer: typeof composer;
    content: typeof content;
    document: typeof printed;
  }
}
