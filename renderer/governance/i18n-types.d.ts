import 'i18next';
import type audit from '../../resources/locales/zh-CN/audit.json';
import type rights from '../../resources/locales/zh-CN/rights.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    audit: typeof audit;
    rights: typeof rights;
  }
}
