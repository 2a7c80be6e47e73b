import { BulkDrawer } from './BulkDrawer';
import { PlanDialog } from './PlanDialog';
import { useSheetStore } from './sheet-store';
import { useSheetEdits } from './use-sheet-edits';

/** What the sheet asks: the form of the bulk edit, and the plan of any large or doubtful change. */
export function SheetParts() {
  const edits = useSheetEdits();
  const pending = useSheetStore((store) => store.pending);
  const bulkRows = useSheetStore((store) => store.bulkRows);
  const openBulk = useSheetStore((store) => store.openBulk);
  return (
    <>
      {bulkRows === null ? null : (
        <BulkDrawer rows={bulkRows} edits={edits} onClose={() => openBulk(null)} />
      )}
      {pending === null ? null : (
        <PlanDialog pending={pending} edits={edits} onDone={() => openBulk(null)} />
      )}
    </>
  );
}
