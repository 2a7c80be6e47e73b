import type { CallInput } from '../../../shared/contract';
import { judge, median } from '../support/figures.ts';
import type { Part } from '../support/part.ts';
import { ask, newId, timed, withLarge } from '../support/station.ts';

const ROWS = 50_000;
const ROUNDS = 3;
/** Ms after a write in which the views read the rows again, as they do before a person is at the next step. */
const PAUSE = 1500;

/** Two fields of 50,000 opportunities: what would change, the change itself, back, and once more. */
export const bulk: Part = ({ profile }) =>
  withLarge(profile, async ({ page, pipelineId }) => {
    const query = { pipelineId: pipelineId, sort: [], filters: {}, quick: '' };
    const target = { query, spans: [{ from: 0, to: ROWS - 1 }] };
    const times = { preview: [] as number[], apply: [] as number[], undo: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const change: CallInput<'pipeline.planMany'>['change'] = {
        kind: 'same',
        patch: { region: `第${round + 1}区`, amountMinor: 1_000_000 + round },
        to: null,
      };
      const edit = { target, change, reason: null };
      await ask(page, 'pipeline.aggregate', { query, columns: [] });
      const plan = await timed(page, 'pipeline.planMany', { ...edit, jobId: newId() });
      const { fingerprint, changedRows } = plan.value;
      if (changedRows < ROWS) throw new Error(`only ${changedRows} rows would change`);
      const applied = await timed(page, 'pipeline.updateMany', {
        ...edit,
        fingerprint,
        jobId: newId(),
      });
      await page.waitForTimeout(PAUSE);
      const undone = await timed(page, 'history.undo', {});
      if (undone.value.rows !== applied.value.rows) throw new Error('not all rows came back');
      await page.waitForTimeout(PAUSE);
      times.preview.push(plan.ms);
      times.apply.push(applied.ms);
      times.undo.push(undone.ms);
    }
    const [preview, apply, undo] = [median(times.preview), median(times.apply), median(times.undo)];
    const target1s = { unit: 'ms', atMost: 1000 };
    return {
      figures: { rows: ROWS, previewMs: preview, applyMs: apply, undoMs: undo, rounds: times },
      targets: [
        judge({ name: 'preview of 50,000 rows', ...target1s }, preview),
        judge({ name: 'edit of 50,000 rows', ...target1s }, apply),
        judge({ name: 'undo of 50,000 rows', ...target1s }, undo),
      ],
    };
  });
