import 'i18next';
import type app from '../../resources/locales/zh-CN/app.json';
import type commands from '../../resources/locales/zh-CN/commands.json';
import type common from '../../resources/locales/zh-CN/common.json';
import type errors from '../../resources/locales/zh-CN/errors.json';
import type home from '../../resources/locales/zh-CN/home.json';
import type jobs from '../../resources/locales/zh-CN/jobs.json';
import type settings from '../../resources/locales/zh-CN/settings.json';
import type workspace from '../../resources/locales/zh-CN/workspace.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    returnNull: false;
  }

  /** Each room adds its own namespaces in its own `i18n-types.d.ts`. */
  interface ResourceNamespaceMap {
    app: typeof app;
    commands: typeof commands;
    common: typeof common;
    errors: typeof errors;
    home: typeof home;
    jobs: typeof jobs;
    settings: typeof settings;
    workspace: typeof workspace;
  }
}
