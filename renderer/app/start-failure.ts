/**
 * The last resort when the app cannot even start: a plain page in both languages instead of a white window.
 * Uses neither React nor the locales, for these may be what failed.
 */
export function showStartFailure(error: unknown): void {
  const root = document.getElementById('root');
  if (root === null) return;
  const box = document.createElement('main');
  box.className = 'start-failure';
  const title = document.createElement('h1');
  title.textContent = '沙盘没有启动成功 · Sandtable did not start';
  const text = document.createElement('p');
  text.textContent =
    '你的数据没有受影响。请重新加载；如果仍不行，请重新启动应用。 Your data are not affected. Reload, or restart the app if that does not help.';
  const button = document.createElement('button');
  button.textContent = '重新加载 · Reload';
  button.addEventListener('click', () => location.reload());
  const detail = document.createElement('pre');
  detail.textContent = error instanceof Error ? error.name : 'Error';
  box.append(title, text, button, detail);
  root.replaceChildren(box);
  void window.sandtable?.['app.reportError']({
    name: error instanceof Error ? error.name : 'Error',
    stack: error instanceof Error ? (error.stack ?? '').slice(0, 8000) : '',
  });
}
