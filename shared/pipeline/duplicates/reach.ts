/** Where anybody can have an address: says nothing about the company. */
const FREE_MAIL: ReadonlySet<string> = new Set(
  (
    'qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net 188.com sina.com sina.cn sohu.com 139.com 189.cn ' +
    'wo.cn 21cn.com aliyun.com tom.com gmail.com googlemail.com outlook.com hotmail.com live.com live.cn msn.com ' +
    'yahoo.com yahoo.com.cn yahoo.cn icloud.com me.com mac.com proton.me protonmail.com gmx.de gmx.net web.de mail.ru ' +
    'yandex.ru aol.com'
  ).split(' '),
);
/** Mailboxes that several people read. */
const SHARED_BOX = /^(?:info|sales|admin|office|contact|service|support|hr|marketing|mail|hello)$/;
const FEWEST_DIGITS = 7;

/** A phone number as digits without country code and extension; null when it is too short to mean anything. */
export function phoneKey(text: string | null): string | null {
  if (text === null) return null;
  const [main = ''] = text.normalize('NFKC').split(/转|ext|x/iu);
  const digits = main.replace(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$|0?\d{9,11}$)/, '');
  const key = digits.replace(/^0(?=\d{9,11}$)/, '');
  return key.length < FEWEST_DIGITS ? null : key;
}

/** An e-mail address as it is compared; null when it is none. */
export function mailKey(text: string | null): string | null {
  const folded = text?.normalize('NFKC').trim().toLowerCase() ?? '';
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(folded) ? folded : null;
}

/** Whether an address is read by several people, so that it names nobody. */
export function isSharedBox(mail: string): boolean {
  return SHARED_BOX.test(mail.slice(0, mail.indexOf('@')));
}

/** The domain of an address or a web page; null when it is nobody's own (free mail), or none. */
export function domainKey(text: string | null): string | null {
  const folded = text?.normalize('NFKC').trim().toLowerCase() ?? '';
  const host = folded
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^.*@/, '')
    .replace(/[/?#:].*$/, '')
    .replace(/^www\./, '');
  return /^[^\s.]+(?:\.[^\s.]+)+$/.test(host) && !FREE_MAIL.has(host) ? host : null;
}
