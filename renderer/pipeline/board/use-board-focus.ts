import { type FocusEvent, useEffect, useEffectEvent, useRef } from 'react';
import { useViewStore } from '../view/view-store';
import type { BoardState } from './board-store';
import type { CardPlaces } from './use-card-places';

/** Whether nothing, or something in `root`, has the focus: whoever works elsewhere meanwhile keeps it. */
export function isFocusFree(root: HTMLElement | null): boolean {
  const { activeElement } = document;
  const none = activeElement === null || activeElement === document.body;
  return none || root?.contains(activeElement) === true;
}

/**
 * Keeps the focus with its deal: when the card that has it goes to another column (a move, its refusal, an undo), the
 * card there gets it; when the panel closes, the card that it showed.
 */
export function useBoardFocus(
  places: CardPlaces,
  { columns }: BoardState,
): {
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: () => void;
} {
  const focused = useRef<string | null>(null);
  useEffect(() => {
    const id = focused.current;
    // A person who leaves a card is told by an event; an element that is taken away is not.
    if (columns === null || id === null || document.activeElement !== document.body) return;
    places.elementOf(id)?.focus({ preventScroll: true });
  }, [places, columns]);

  const openId = useViewStore((store) => store.openId);
  const before = useRef(openId);
  const onClosed = useEffectEvent((id: string) => places.elementOf(id)?.focus());
  useEffect(() => {
    const closed = before.current;
    before.current = openId;
    if (closed !== null && openId === null) onClosed(closed);
  }, [openId]);

  return {
    onFocus: (event) => {
      const card = event.target instanceof HTMLElement ? event.target.dataset['card'] : undefined;
      focused.current = card ?? null;
    },
    onBlur: () => {
      focused.current = null;
    },
  };
}
