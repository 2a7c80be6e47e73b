import 'i18next';
import type composer from '../../resources/locales/zh-CN/composer.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    composer: typeof composer;
  }
}
