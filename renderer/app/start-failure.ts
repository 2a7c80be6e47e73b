/**
 * The last resort when the app cannot even start: a plain page in both languages instead of a white window.
 * Uses neither React nor the locales, for these may be what failed.
 */
export function showStartFailure(error: unknown): void {
  const root = document.getElementById('root');
  if (root === null) return;
  const box = document.createElement('main');
  box.className = 'start-failure';
  const title = element('h1', '沙盘没有启动成功 · Sandtable did not start');
  const chinese = element('p', '你的数据没有受影响。请重新加载；如果仍不行，请重新启动应用。');
  const english = element(
    'p',
    'Your data are not affected. Reload, or restart the app if that does not help.',
  );
  english.lang = 'en';
  const button = element('button', '重新加载 · Reload');
  button.addEventListener('click', () => location.reload());
  box.append(title, chinese, english, button);
  root.replaceChildren(box);
  void window.sandtable?.['app.reportError']({
    name: error instanceof Error ? error.name : 'Error',
    stack: error instanceof Error ? (error.stack ?? '').slice(0, 8000) : '',
  });
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
