import { type RefObject, useEffect, useRef } from 'react';

/** Moves the focus to an element once, when what holds it has been opened by the person (a form, a dialog). */
export function useFocusOnMount<T extends { focus: () => void }>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
