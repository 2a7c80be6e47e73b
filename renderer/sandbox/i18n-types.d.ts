import 'i18next';
import type sandbox from '../../resources/locales/zh-CN/sandbox.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    sandbox: typeof sandbox;
  }
}
