import type { GroupHeader } from '#shared/pipeline/grid-groups';
import type { OpportunityRow } from '#shared/pipeline/model';

/** A header as the grid holds it: among the rows, with nothing in their fields. */
interface GroupRow extends OpportunityRow {
  readonly group: GroupHeader;
}

const PREFIX = 'group:';

/** The row that stands for a header. */
export function groupRow(group: GroupHeader, pipelineId: string): GroupRow {
  return {
    id: PREFIX + group.key,
    externalId: null,
    pipelineId,
    name: '',
    accountId: null,
    accountName: null,
    ownerId: null,
    ownerName: null,
    productId: null,
    productName: null,
    contactId: null,
    region: null,
    stage: 'lead_captured',
    outcome: 'open',
    amountMinor: null,
    discountBp: null,
    openedDay: null,
    expectedCloseDay: null,
    closedDay: null,
    needSummary: null,
    contractNo: null,
    lossReason: null,
    stageEnteredAt: null,
    pendingStage: null,
    version: 1,
    group,
  };
}

/** The header that a row of the grid stands for; null for an opportunity. */
export function groupOf(row: OpportunityRow | undefined): GroupHeader | null {
  return row !== undefined && row.id.startsWith(PREFIX) && 'group' in row
    ? (row as GroupRow).group
    : null;
}
