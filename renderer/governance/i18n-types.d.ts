import 'i18next';
import type audit from '../../resources/locales/zh-CN/audit.json';
import type personal from '../../resources/locales/zh-CN/personal.json';
import type rights from '../../resources/locales/zh-CN/rights.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    audit: typeof audit;
    personal: typeof personal;
    rights: typeof rights;
  }
}
