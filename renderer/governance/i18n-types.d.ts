import 'i18next';
import type audit from '../../resources/locales/zh-CN/audit.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    audit: typeof audit;
  }
}
