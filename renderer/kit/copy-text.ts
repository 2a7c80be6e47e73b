/**
 * Puts a text on the clipboard within a copy event of our own: pages have no permission to write it otherwise. Only as the
 * answer to a click or a key.
 *
 * @returns false when the browser refused
 */
export function copyText(text: string): boolean {
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', put, { capture: true, once: true });
  const done = document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  return done;
}
