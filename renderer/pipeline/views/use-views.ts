import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '#renderer/app/api';
import { useCall, useCommand } from '#renderer/app/queries';
import { useNotify } from '#renderer/kit/notify';
import { type GridViewState, sameView, type SavedView } from '#shared/pipeline/grid-view';
import { SYSTEM_VIEW_IDS, SYSTEM_VIEWS, systemViewOf } from '#shared/pipeline/system-views';
import { openIfSystem, openSaved } from '../layout/layout-store';
import { useLayout, useViewState } from '../layout/use-layout';
import { usePipeline } from '../view/use-view';
import { useDrawn } from '../view/view-store';

/** A view to choose: a saved one, or one that is always there (`saved` null). */
export interface ViewChoice {
  readonly id: string;
  readonly name: string;
  readonly saved: SavedView | null;
}

export interface Views {
  /** Saved views, private ones first, then the system's. */
  readonly choices: readonly ViewChoice[];
  /** What the rows on screen are named after: the view that was opened, or another when its filters are gone. */
  readonly current: ViewChoice;
  /** What is on screen differs from the view that was opened. */
  readonly dirty: boolean;
  readonly open: (choice: ViewChoice) => void;
  /** Takes back what was changed since the view was opened. */
  readonly restore: () => void;
  /** Writes the view that is open; nothing for a system view. */
  readonly save: () => void;
  readonly saveAs: (name: string, shared: boolean) => void;
  readonly rename: (view: SavedView, name: string) => void;
  readonly remove: (view: SavedView) => void;
}

/** The views of the pipeline on screen. */
export function useViews(): Views {
  const { t } = useTranslation('views');
  const { id: pipelineId } = usePipeline();
  const notify = useNotify();
  const { layout, change } = useLayout();
  const state = useViewState();
  const ready = useDrawn(pipelineId);
  const saved = useCall('pipeline.views', { pipelineId }, { enabled: ready }).data;
  const write = useCommand('pipeline.saveView');
  const erase = useCommand('pipeline.removeView');
  const choices = useMemo<ViewChoice[]>(
    () => [
      ...(saved ?? []).map((view) => ({ id: view.id, name: view.name, saved: view })),
      ...SYSTEM_VIEW_IDS.map((id) => ({ id, name: t(`system.${id}`), saved: null })),
    ],
    [saved, t],
  );
  const opening: ViewChoice = { id: 'open', name: t('system.open'), saved: null };
  const opened = choices.find(({ id }) => id === layout.viewId) ?? opening;
  const current = namedAfter(opened, state, choices);
  const asOpened = stateOf(current, state);

  const open = (choice: ViewChoice) => {
    if (choice.saved !== null) openSaved(pipelineId, choice.id, choice.saved.state);
    else openIfSystem(pipelineId, choice.id);
  };
  const store = (view: Omit<SavedView, 'id' | 'version'> & { readonly id: string | null }) =>
    write.mutateAsync(view).then(
      (kept) => {
        change((old) => ({ ...old, viewId: kept.id }));
        return true;
      },
      () => false,
    );
  return {
    choices,
    current,
    dirty: !sameView(state, asOpened),
    open,
    restore: () => open(opened),
    save() {
      if (current.saved === null) return;
      const { id, name, shared } = current.saved;
      void store({ id, pipelineId, name, shared, state }).then((done) => {
        if (done) notify.success(t('saved', { name }));
      });
    },
    saveAs(name, shared) {
      void store({ id: null, pipelineId, name, shared, state }).then((done) => {
        if (done) notify.success(t('saved', { name }));
      });
    },
    rename({ version: _version, ...view }, name) {
      write.mutate({ ...view, name });
    },
    remove(view) {
      erase.mutate(
        { id: view.id },
        {
          onSuccess: (gone) => {
            change((old) => (old.viewId === view.id ? { ...old, viewId: 'open' } : old));
            // Private views have no history: the same view is kept again.
            const { version: _version, ...again } = view;
            const bringBack = view.shared ? gone : () => call('pipeline.saveView', again);
            notify.undoable(t('removed', { name: view.name }), bringBack);
          },
        },
      );
    },
  };
}

function namedAfter(
  opened: ViewChoice,
  { filters }: GridViewState,
  choices: readonly ViewChoice[],
): ViewChoice {
  const system = SYSTEM_VIEW_IDS.find((id) => id === opened.id);
  if (system === undefined) return opened;
  const named = systemViewOf(filters, system);
  return choices.find(({ id }) => id === named) ?? opened;
}

/** A view as it is when it has just been opened. A system view says nothing about columns and density. */
function stateOf({ id, saved }: ViewChoice, now: GridViewState): GridViewState {
  if (saved !== null) return saved.state;
  const system = SYSTEM_VIEW_IDS.find((one) => one === id) ?? 'open';
  return { ...SYSTEM_VIEWS[system], columns: now.columns, density: now.density };
}
