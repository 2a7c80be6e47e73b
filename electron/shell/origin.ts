/** The page's own scheme and origin; the only one that may load, call or be navigated to. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://sandtable`;
