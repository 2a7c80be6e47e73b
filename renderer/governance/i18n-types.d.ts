import 'i18next';
import type audit from '../../resources/locales/zh-CN/audit.json';
import type personal from '../../resources/locales/zh-CN/personal.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    audit: typeof audit;
    personal: typeof personal;
  }
}
