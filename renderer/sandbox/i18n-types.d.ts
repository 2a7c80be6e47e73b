import 'i18next';
import type sandbox from '../../resources/locales/zh-CN/sandbox.json';
import type study from '../../resources/locales/zh-CN/study.json';
import type streams from '../../resources/locales/zh-CN/streams.json';
import type transfers from '../../resources/locales/zh-CN/transfers.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    sandbox: typeof sandbox;
    streams: typeof streams;
    study: typeof study;
    transfers: typeof transfers;
  }
}
