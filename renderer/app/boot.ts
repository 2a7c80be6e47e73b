import DOMPurify from 'dompurify';
import { config as configureZod } from 'zod';

/** The nonce that the `app://` handler made for this load; empty in a page served without one. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
}

/** Libraries that make their own `<style>` elements (scroll lock, scrollbar probe) do not know the nonce. */
function shimStyleNonce(nonce: string): void {
  const createElement = Document.prototype.createElement;
  Document.prototype.createElement = function withNonce(
    this: Document,
    name: string,
    options?: ElementCreationOptions,
  ): HTMLElement {
    const element = createElement.call(this, name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}

/**
 * Libraries that write a `style` attribute (the measuring of growing text fields): as markup the policy refuses it,
 * the same text through the CSSOM it allows.
 */
function shimStyleAttribute(): void {
  const setAttribute = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function withStyle(name: string, value: string): void {
    if (name === 'style' && (this instanceof HTMLElement || this instanceof SVGElement)) {
      this.style.cssText = value;
    } else setAttribute.call(this, name, value);
  };
}

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string; createScriptURL(url: string): string },
  ): unknown;
}

/**
 * The default Trusted Types policy. Text without a tag passes (CSS text and `''` are all our libraries send),
 * anything else is cleaned; script addresses only of our own origin; scripts from strings not at all.
 */
function installTrustedTypes(): void {
  const factory = (window as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  factory?.createPolicy('default', {
    createHTML: (html) =>
      html.includes('<') ? DOMPurify.sanitize(html, { FORBID_ATTR: ['style'] }) : html,
    createScriptURL(url) {
      if (new URL(url, location.href).origin === location.origin) return url;
      throw new TypeError('script from a foreign origin refused');
    },
  });
}

/** Runs once, before any library of the bundle: see the Content Security Policy in `electron/shell/csp.ts`. */
export function prepareDocument(): void {
  configureZod({ jitless: true });
  shimStyleNonce(styleNonce());
  shimStyleAttribute();
  installTrustedTypes();
}
