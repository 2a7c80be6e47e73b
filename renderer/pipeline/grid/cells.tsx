import type { ICellRendererParams } from 'ag-grid-community';
import type { OpportunityRow } from '#shared/pipeline/model';
import { StageChip, OutcomeTag } from '../parts/StageChip';
import { WaitingMark } from '../rules/RequestPart';

type CellProps = ICellRendererParams<OpportunityRow>;

/** The stage as a calm chip, and whether the deal waits to be let into the next. */
export function StageCell({ data }: CellProps) {
  if (data === undefined) return null;
  return (
    <>
      <StageChip stage={data.stage} />
      {data.pendingStage === null ? null : <WaitingMark />}
    </>
  );
}

/** Won, lost, dormant as a word with its own mark; open deals stay quiet. */
export function OutcomeCell({ data }: CellProps) {
  return data === undefined ? null : <OutcomeTag outcome={data.outcome} />;
}
