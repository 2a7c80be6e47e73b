import type { DragEvent } from 'react';
import { z } from 'zod';

/** The type of what is carried from the palette to the page. */
export const CARRIED = 'application/x-sandtable-content';

const carriedSchema = z.object({ id: z.string().max(64), blockId: z.string().max(64) });
export type Carried = z.infer<typeof carriedSchema>;

/** Lets reviewed content be dropped here. */
export function allowCarried(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(CARRIED)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}

/** What was dropped, and the block after which it was let go (null = before the first); undefined = something else. */
export function droppedCarried(
  event: DragEvent,
): { readonly content: Carried; readonly afterId: string | null } | undefined {
  const text = event.dataTransfer.getData(CARRIED);
  if (text === '') return undefined;
  event.preventDefault();
  const content = carriedSchema.safeParse(JSON.parse(text)).data;
  if (content === undefined) return undefined;
  let afterId: string | null = null;
  for (const card of event.currentTarget.querySelectorAll<HTMLElement>('[data-block]')) {
    const { top, height } = card.getBoundingClientRect();
    if (event.clientY < top + height / 2) break;
    afterId = card.dataset['block'] ?? null;
  }
  return { content, afterId };
}
