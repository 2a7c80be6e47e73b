// @ts-check
// Preloaded into Electron's own installer: a release server that does not answer within the limit
// is given up, while a download that has begun may take its time.
const limitMs = Number(process.env.SANDTABLE_CONNECT_LIMIT_MS);
const plainFetch = globalThis.fetch;

globalThis.fetch = async (input, init = {}) => {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new Error('no answer in time')), limitMs);
  const signal = init.signal ? AbortSignal.any([init.signal, limit.signal]) : limit.signal;
  try {
    return await plainFetch(input, { ...init, signal });
  } finally {
    clearTimeout(timer);
  }
};
