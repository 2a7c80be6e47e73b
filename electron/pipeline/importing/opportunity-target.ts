import { STAGE_WHEN_UNKNOWN } from '#shared/pipeline/import-values';
import type { Cell, Outcome, Stage } from '#shared/pipeline/model';
import { isDelivery, isLegalState } from '#shared/pipeline/stages';
import { matchKeyOf, OpportunityKeys } from './opportunity-keys';
import type { Complain, ReadRow } from './row-reader';
import type { Target, TargetNeeds } from './target';

/** What of a stored opportunity decides how a new record is read. */
interface Present {
  readonly name: string;
  readonly stage: Stage;
  readonly outcome: Outcome;
  readonly opened_day: string | null;
  readonly closed_day: string | null;
}

const COLUMNS = [
  'id',
  'external_id',
  'pipeline_id',
  'name',
  'account_id',
  'owner_id',
  'product_id',
  'contact_id',
  'region',
  'stage',
  'outcome',
  'amount_minor',
  'discount_bp',
  'opened_day',
  'expected_close_day',
  'closed_day',
  'need_summary',
  'contract_no',
  'loss_reason',
];

export function opportunityTarget({
  tx,
  references,
  pipelineId,
  unnamed,
  key: matchKey,
}: TargetNeeds): Target {
  const keys = new OpportunityKeys(tx, pipelineId, matchKey);
  const present = (id: string | null): Present | undefined =>
    id === null
      ? undefined
      : tx.get<Present>(
          `SELECT name, stage, outcome, opened_day, closed_day
            FROM opportunity WHERE id = ?`,
          [id],
        );

  return {
    entity: 'opportunity',
    keyIsAll: false,
    finish(row, existing, complain, note) {
      const { values } = row;
      const before = present(existing);
      reconcile(row, before, complain);
      const given = values['name'] ?? before?.name ?? null;
      const name = given ?? (unnamed === 'derive' ? derivedName(values) : '');
      if (name === '') complain('name', '', 'required');
      else if (given === null) note('nameDerived', String(name));
      values['name'] = name;
      return values;
    },
    keyField: matchKey === 'nameAccount' ? 'name' : matchKey,
    key: (values) => matchKeyOf(matchKey, values),
    existing: (key) => keys.existing(key),
    isAmbiguous: (key) => keys.isAmbiguous(key),
    lookAlike: (values) => keys.lookAlike(values),
    columns: COLUMNS,
    insert: (id, values) => [
      id,
      values['external_id'] ?? null,
      pipelineId,
      values['name'] ?? '',
      values['account_id'] ?? null,
      values['owner_id'] ?? null,
      values['product_id'] ?? null,
      values['contact_id'] ?? null,
      values['region'] ?? null,
      values['stage'] ?? null,
      values['outcome'] ?? null,
      values['amount_minor'] ?? null,
      values['discount_bp'] ?? null,
      values['opened_day'] ?? null,
      values['expected_close_day'] ?? null,
      values['closed_day'] ?? null,
      values['need_summary'] ?? null,
      values['contract_no'] ?? null,
      values['loss_reason'] ?? null,
    ],
  };

  /** Files of some systems have no name for a deal: account and product say which one it is, or its number. */
  function derivedName(values: Record<string, Cell>): string {
    const [account, product] = [values['account_id'], values['product_id']];
    const parts = [
      typeof account === 'string' ? references.nameOf('account', account) : null,
      typeof product === 'string' ? references.nameOf('product', product) : null,
    ].filter((part) => part !== null);
    const number = values['external_id'];
    return parts.length > 0 ? parts.join(' · ') : typeof number === 'string' ? number : '';
  }
}

/** Settles stage and outcome, which may be told by either column, and checks that they fit each other and the days. */
function reconcile(
  { values, stage: said }: ReadRow,
  before: Present | undefined,
  complain: Complain,
) {
  const told = values['outcome'] as Outcome | null | undefined;
  const implied = said?.outcome ?? null;
  if (implied !== null && told !== null && told !== undefined && told !== implied) {
    complain('outcome', told, 'stageOutcomeMismatch');
  }
  const stage = said?.stage ?? before?.stage ?? STAGE_WHEN_UNKNOWN;
  // A file that does not move the deal says nothing about how it ended.
  const stays = before !== undefined && before.stage === stage ? before.outcome : null;
  const outcome = told ?? implied ?? stays ?? (isDelivery(stage) ? 'won' : 'open');
  values['stage'] = stage;
  values['outcome'] = outcome;
  if (!isLegalState(stage, outcome)) complain('stage', stage, 'stageOutcomeMismatch');
  const opened = values['opened_day'] ?? before?.opened_day ?? null;
  const closed =
    'closed_day' in values ? (values['closed_day'] ?? null) : (before?.closed_day ?? null);
  if (outcome === 'open' && closed !== null && 'closed_day' in values) {
    complain('closedDay', String(closed), 'stageOutcomeMismatch');
  }
  if (opened !== null && closed !== null && closed < opened) {
    complain('closedDay', String(closed), 'outOfRange');
  }
}
