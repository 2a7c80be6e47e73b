const FRAMES = 12;
const FIELDS = '[contenteditable="true"], input, textarea';

/**
 * Brings a block into view and puts the cursor into its first field. Looks for it over a few frames: the card of a new
 * block, its editor and the room it takes come one after another.
 */
export function revealBlock(id: string): void {
  let frames = 0;
  const step = () => {
    const card = document.querySelector(`[data-block="${CSS.escape(id)}"]`);
    const field = card?.querySelector<HTMLElement>(FIELDS);
    card?.scrollIntoView({ block: 'nearest' });
    const active = document.activeElement;
    // A person who has gone on to another field of the block stays there.
    const inside = card?.contains(active) === true && active?.matches(FIELDS) === true;
    if (field && !inside) field.focus({ preventScroll: true });
    frames += 1;
    if (frames < FRAMES) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
