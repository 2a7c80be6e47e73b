import { App, ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/en-gb';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useLayoutEffect } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { antdThemeConfig } from '../kit/theme/tokens';
import { styleNonce } from './boot';
import { WindowCrash } from './frame/RouteCrash';
import { reportError } from './report-error';
import { switchLanguage } from './i18n';
import { usePreferences, useReducedMotion, useThemeMode } from './preferences';

/** Both begin the week on Monday. */
const LIBRARY_LOCALE = {
  'zh-CN': { antd: zhCN, dayjs: 'zh-cn' },
  en: { antd: enGB, dayjs: 'en-gb' },
} as const;

/** Theme, language and the last error boundary of the window. All of it switches live. */
export function AppShell(props: { readonly children: ReactNode }) {
  const { language } = usePreferences();
  const mode = useThemeMode();
  const still = useReducedMotion();
  const locale = LIBRARY_LOCALE[language];

  useLayoutEffect(() => {
    document.documentElement.dataset.theme = mode;
  }, [mode]);
  useLayoutEffect(() => {
    dayjs.locale(locale.dayjs);
    void switchLanguage(language);
  }, [language, locale]);

  return (
    <ConfigProvider
      csp={{ nonce: styleNonce() }}
      theme={antdThemeConfig(mode, language, !still)}
      locale={locale.antd}
      button={{ autoInsertSpace: false }}
    >
      <App
        // Over the empty middle of the header: no row, card, status line or dialog is covered.
        notification={{
          placement: 'top',
          top: 4,
          maxCount: 3,
          stack: { threshold: 1 },
          pauseOnHover: true,
        }}
        style={{ height: '100%' }}
      >
        <ErrorBoundary FallbackComponent={WindowCrash} onError={reportError}>
          {props.children}
        </ErrorBoundary>
      </App>
    </ConfigProvider>
  );
}
