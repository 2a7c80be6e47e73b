import { useEffect } from 'react';
import { useNotify } from '../../kit/notify';
import { listen } from '../api';
import { runCommand, useCommandHandler } from '../commands/registry';
import { commandById } from '../commands/table';
import { useGo } from '../locations';
import { usePreferences, useSavePreferences, useThemeMode } from '../preferences';
import { useCommand } from '../queries';
import { useWorkspaceCommand } from '../use-workspace-command';
import { useTranslation } from 'react-i18next';
import { useTimeTravel } from './use-time-travel';

/** The commands that work everywhere, and the native menu's way to all of them. */
export function useFrameCommands(hasWorkspace: boolean): void {
  const go = useGo();
  useCommandHandler('go.home', () => go('home'), hasWorkspace);
  useCommandHandler('go.pipeline', () => go('pipeline'), hasWorkspace);
  useCommandHandler('go.grid', () => go('pipeline', { layout: 'grid' }), hasWorkspace);
  useCommandHandler('go.board', () => go('pipeline', { layout: 'board' }), hasWorkspace);
  useCommandHandler('go.sandbox', () => go('sandbox'), hasWorkspace);
  useCommandHandler('go.composer', () => go('composer'), hasWorkspace);
  useCommandHandler('go.exports', () => go('exports'), hasWorkspace);
  useCommandHandler('go.content', () => go('content'), hasWorkspace);
  useCommandHandler('go.verify', () => go('verify'), hasWorkspace);
  useCommandHandler('go.settings', () => go('settings'), hasWorkspace);
  useCommandHandler('pipeline.duplicates', () => go('duplicates'), hasWorkspace);
  useCommandHandler('go.history', () => go('settings', { section: 'history' }), hasWorkspace);
  useCommandHandler('go.rights', () => go('settings', { section: 'rights' }), hasWorkspace);
  useCommandHandler('go.about', () => go('settings', { section: 'about' }), hasWorkspace);
  useCommandHandler('pipeline.import', () => go('pipeline', { action: 'import' }), hasWorkspace, {
    fallback: true,
  });
  useHistoryCommands(hasWorkspace);
  useAppearanceCommands();
  useWorkspaceCommands(hasWorkspace);
  useEffect(
    () =>
      listen('menu', ({ commandId }) => {
        const command = commandById(commandId);
        if (command !== undefined) runCommand(command.id);
      }),
    [],
  );
}

function useHistoryCommands(hasWorkspace: boolean): void {
  const { undo, redo } = useTimeTravel(hasWorkspace);
  useCommandHandler('history.undo', undo, hasWorkspace, { fallback: true });
  useCommandHandler('history.redo', redo, hasWorkspace, { fallback: true });
}

function useAppearanceCommands(): void {
  const { language } = usePreferences();
  const mode = useThemeMode();
  const save = useSavePreferences();
  useCommandHandler('app.toggleTheme', () => save({ theme: mode === 'dark' ? 'light' : 'dark' }));
  useCommandHandler('app.switchLanguage', () =>
    save({ language: language === 'en' ? 'zh-CN' : 'en' }),
  );
}

function useWorkspaceCommands(hasWorkspace: boolean): void {
  const { t } = useTranslation('workspace');
  const notify = useNotify();
  const backup = useCommand('workspace.backup');
  const { run } = useWorkspaceCommand();
  useCommandHandler(
    'workspace.backup',
    () => backup.mutate({}, { onSuccess: () => notify.success(t('backup.done')) }),
    hasWorkspace,
  );
  useCommandHandler('workspace.close', () => void run('workspace.close', {}), hasWorkspace);
}
