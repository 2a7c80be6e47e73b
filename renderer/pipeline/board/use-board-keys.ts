import type { KeyboardEvent } from 'react';
import type { BoardColumn } from '#shared/pipeline/board';
import { type OpportunityRow, STAGES } from '#shared/pipeline/model';
import type { Target } from '../change/target';
import { useViewStore } from '../view/view-store';
import type { OpenMenu } from './CardMenu';
import type { CardPlace, CardPlaces } from './use-card-places';

/** What the keys of a card do: arrows go on, Alt+←/→ moves it, Space peeks, Enter opens, Shift+F10 opens the menu. */
export function useBoardKeys(
  shown: readonly BoardColumn[],
  places: CardPlaces,
  does: {
    readonly move: (row: OpportunityRow, to: Target) => void;
    readonly openAndEnter: (row: OpportunityRow) => void;
    readonly openMenu: (menu: OpenMenu) => void;
  },
): (event: KeyboardEvent<HTMLElement>) => void {
  const openId = useViewStore((store) => store.openId);
  const open = useViewStore((store) => store.open);

  const goSideways = ({ column, index }: CardPlace, by: -1 | 1) => {
    for (let at = shown.indexOf(column) + by; at >= 0 && at < shown.length; at += by) {
      const next = shown[at];
      const cards = next === undefined ? undefined : places.columnAt(next);
      if (cards === undefined || cards.count() === 0) continue;
      cards.focus(index);
      return;
    }
  };

  return (event) => {
    const card = event.target instanceof HTMLElement ? event.target : null;
    if (card?.dataset['card'] === undefined || event.nativeEvent.isComposing) return;
    if (event.ctrlKey || event.metaKey) return;
    const place = places.placeOf(card);
    if (place === null) return;
    const { column, index, row } = place;
    const cards = places.columnAt(column);
    const side = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.altKey) {
      if (side === 0) return;
      const next = STAGES[STAGES.indexOf(row.stage) + side];
      if (next !== undefined) does.move(row, { stage: next });
    } else if (side !== 0) goSideways(place, side);
    else if (event.key === 'ArrowDown') cards?.focus(index + 1);
    else if (event.key === 'ArrowUp') cards?.focus(index - 1);
    else if (event.key === 'Home') cards?.focus(0);
    else if (event.key === 'End') cards?.focus(cards.count() - 1);
    else if (event.key === ' ' || event.key === '　') open(openId === row.id ? null : row.id);
    else if (event.key === 'Enter') does.openAndEnter(row);
    else if (event.key === 'Escape') open(null);
    else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      const box = card.getBoundingClientRect();
      does.openMenu({ row, x: box.left + 24, y: box.top + 24 });
    } else return;
    event.preventDefault();
  };
}
