import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRun } from '#shared/pipeline/import-revert';
import { ImportList } from './ImportList';
import { RevertImport } from './RevertImport';

/** The imports of the workspace, and taking one of them back. */
export function ImportHistory({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('import');
  const [chosen, setChosen] = useState<ImportRun | null>(null);
  if (chosen === null) {
    return <ImportList title={t('imports.title')} onRevert={setChosen} onClose={onClose} />;
  }
  return <RevertImport run={chosen} onBack={() => setChosen(null)} />;
}
