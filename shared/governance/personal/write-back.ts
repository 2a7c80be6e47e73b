import { findPersonal } from './find';
import { certain, maskPhone, maskValue } from './mask';
import { placeOf } from './places';

/**
 * Whether a new value would put a mask over what it stands for: the masked form of the present value, or a text that holds
 * the masked form of something in it. `138****5678` that stood there before is a value like any other.
 */
export function isMaskOver(table: string, column: string, was: unknown, now: unknown): boolean {
  if (typeof was !== 'string' || typeof now !== 'string' || !now.includes('**')) return false;
  const place = placeOf(table, column);
  if (place === undefined || was === now) return false;
  const text = now.trim();
  switch (place.holds) {
    case 'name':
    case 'email':
      return text === maskValue(was, place.holds) && text !== was.trim();
    case 'phone':
      return text === maskPhone(was) && text !== was.trim();
    case 'text':
      return certain(findPersonal(was)).some(({ start, end, kind }) => {
        const mask = maskValue(was.slice(start, end), kind);
        return now.includes(mask) && !was.includes(mask);
      });
  }
}
