import { useCommandHandler } from '#renderer/app/commands/registry';
import type { Views } from './use-views';

/** Ctrl+1 … 9 open the views in the order of the menu. */
export function useViewKeys({ choices, open }: Views): void {
  const at = (index: number) => () => {
    const choice = choices[index];
    if (choice !== undefined) open(choice);
  };
  useCommandHandler('view.open1', at(0), choices.length > 0);
  useCommandHandler('view.open2', at(1), choices.length > 1);
  useCommandHandler('view.open3', at(2), choices.length > 2);
  useCommandHandler('view.open4', at(3), choices.length > 3);
  useCommandHandler('view.open5', at(4), choices.length > 4);
  useCommandHandler('view.open6', at(5), choices.length > 5);
  useCommandHandler('view.open7', at(6), choices.length > 6);
  useCommandHandler('view.open8', at(7), choices.length > 7);
  useCommandHandler('view.open9', at(8), choices.length > 8);
}
