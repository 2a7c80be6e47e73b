import type { FormatterModule, PostProcessorModule } from 'i18next';
import { closedUp } from '#shared/composer/text';

/** Private-use characters that mark a filled place between its filling and {@link closePlaces}. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const PLACE = /( ?)\uE000([^\uE000\uE001]*)\uE001( ?)/g;

/** Marks where a value was filled in; wants `alwaysFormat`. */
export const markPlaces: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? `${OPEN}${value}${CLOSE}` : '',
};

/**
 * Texts of the window get the spacing of those of the main process: a pattern's space around a place, meant for Latin
 * and figures, is dropped where both neighbours turn out to be Chinese.
 */
export const closePlaces: PostProcessorModule = {
  type: 'postProcessor',
  name: 'closePlaces',
  process: (text: string) =>
    typeof text === 'string'
      ? text.replaceAll(
          PLACE,
          (place, left: string, filled: string, right: string, offset: number) =>
            closedUp(left, filled, right, [text[offset - 1], text[offset + place.length]]),
        )
      : text,
};
