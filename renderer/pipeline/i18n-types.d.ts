import 'i18next';
import type accounts from '../../resources/locales/zh-CN/accounts.json';
import type importing from '../../resources/locales/zh-CN/import.json';
import type views from '../../resources/locales/zh-CN/views.json';
import type pipeline from '../../resources/locales/zh-CN/pipeline.json';
import type sheet from '../../resources/locales/zh-CN/sheet.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    accounts: typeof accounts;
    import: typeof importing;
    pipeline: typeof pipeline;
    sheet: typeof sheet;
    views: typeof views;
  }
}
