import { useEffect } from 'react';
import { defaultKeybindingsHandlerIgnore, tinykeys } from 'tinykeys';
import { runCommand } from './registry';
import { allCommands, type Command } from './table';

/** Binds the table's keys to the window. Nothing fires while an IME is composing. */
export function useKeyBindings(singleKeyShortcuts: boolean): void {
  useEffect(() => {
    const rows = allCommands();
    const quiet = tinykeys(
      window,
      bindings(
        rows.filter((row) => row.anywhere !== true),
        singleKeyShortcuts,
      ),
      { ignore: (event) => defaultKeybindingsHandlerIgnore(event) || insideDialog(event) },
    );
    const anywhere = tinykeys(
      window,
      bindings(
        rows.filter((row) => row.anywhere === true),
        singleKeyShortcuts,
      ),
      { ignore: (event) => event.isComposing || event.repeat },
    );
    return () => {
      quiet();
      anywhere();
    };
  }, [singleKeyShortcuts]);
}

function insideDialog(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('[role="dialog"]') !== null;
}

function bindings(rows: readonly Command[], singleKeyShortcuts: boolean) {
  return Object.fromEntries(
    rows.flatMap((row) => {
      const keys = [...row.keys, ...(singleKeyShortcuts ? (row.singleKeys ?? []) : [])];
      return keys.map((key) => [
        key,
        (event: KeyboardEvent) => {
          if (!event.defaultPrevented && runCommand(row.id)) event.preventDefault();
        },
      ]);
    }),
  );
}
