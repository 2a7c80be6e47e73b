/** The import rules of docs/architecture: which floor and which room may reach what. */
const rooms = 'pipeline|sandbox|composer|governance';
/** Libraries with no I/O, no clock and no randomness of their own, the only ones shared/ may use. */
const pureLibraries = 'zod|temporal-polyfill|canonicalize|pinyin-pro';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-ag-grid-enterprise',
      comment: 'Commercial licence.',
      severity: 'error',
      from: {},
      to: { path: 'ag-grid-enterprise' },
    },
    {
      name: 'shared-imports-only-shared',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', `^node_modules/(${pureLibraries})/`] },
    },
    {
      name: 'renderer-never-electron-floor',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|scripts|test)/' },
    },
    {
      name: 'electron-never-renderer-floor',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(renderer|scripts|test)/' },
    },
    {
      name: 'electron-module-only-on-its-floor',
      severity: 'error',
      from: { pathNot: '^(electron|test|scripts)/' },
      to: { path: '^(node_modules/electron/|electron$)' },
    },
    {
      name: 'renderer-without-node',
      comment: 'The page is sandboxed.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'rooms-only-through-index',
      severity: 'error',
      from: { path: `^(electron|renderer)/(${rooms})/` },
      to: {
        path: `^(electron|renderer)/(${rooms})/`,
        pathNot: ['^$1/$2/', '/index\\.tsx?$'],
      },
    },
    {
      name: 'foundation-reaches-rooms-through-index',
      comment:
        'The router may name a page, so that it is loaded when it is first opened; what needs Electron stays out of an index.',
      severity: 'error',
      from: {
        path: '^(electron|renderer)/',
        pathNot: [`^(electron|renderer)/(${rooms})/`, '^electron/replica/registry\\.ts$'],
      },
      to: {
        path: `^(electron|renderer)/(${rooms})/`,
        pathNot: [
          '/index\\.tsx?$',
          '^renderer/[a-z]+/[A-Za-z]+Page\\.tsx$',
          '^electron/composer/pdf-window\\.ts$',
        ],
      },
    },
    {
      name: 'replica-without-rooms',
      comment: 'Only its registry of statements knows them.',
      severity: 'error',
      from: { path: '^electron/replica/', pathNot: '^electron/replica/registry\\.ts$' },
      to: { path: `^electron/(${rooms})/` },
    },
    {
      name: 'kit-without-rooms',
      severity: 'error',
      from: { path: '^renderer/kit/' },
      to: { path: `^renderer/(${rooms})/` },
    },
    {
      name: 'antd-only-through-kit',
      severity: 'error',
      from: { path: `^renderer/(${rooms})/` },
      to: { path: '^node_modules/antd/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|release|artifacts)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    webpackConfig: { fileName: 'scripts/checks/cruiser-resolve.cjs' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts', '.css'],
    },
  },
};
