import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  APPROVAL_STATES,
  type ApprovalEvent,
  type ApprovalState,
  decideApproval,
  mayDecide,
} from '#shared/pipeline/approval';

const asker = { id: 'user-1', name: '林晓' };
const other = { id: 'user-2', name: '周敏' };

interface Model {
  state: ApprovalState;
}
interface Real {
  state: ApprovalState;
}

const start = (): { model: Model; real: Real } => ({
  model: { state: 'pending' },
  real: { state: 'pending' },
});

/** What the words say, as a second and plainer telling of the same machine. */
function expected(state: ApprovalState, event: ApprovalEvent): ApprovalState | null {
  if (state !== 'pending') return null;
  if (event.kind === 'overtake') return 'overtaken';
  if (event.kind === 'withdraw') return event.by.id === asker.id ? 'withdrawn' : null;
  if (event.by.id === '') return null;
  if (event.kind === 'approve') return 'approved';
  return (event.reason ?? '').trim() === '' ? null : 'returned';
}

class Step implements fc.Command<Model, Real> {
  readonly #event: ApprovalEvent;
  constructor(event: ApprovalEvent) {
    this.#event = event;
  }
  check(): boolean {
    return true;
  }
  run(model: Model, real: Real): void {
    const next = expected(model.state, this.#event);
    const decided = decideApproval({ state: real.state, requestedById: asker.id }, this.#event);
    expect(decided.ok).toBe(next !== null);
    if (decided.ok) {
      expect(decided.state).toBe(next);
      if (decided.state === 'returned') expect(decided.reason?.trim()).toBeTruthy();
      real.state = decided.state;
    } else if (model.state !== 'pending') {
      expect(decided.code).toBe('APPROVAL_DECIDED');
    }
    if (next !== null) model.state = next;
    expect(real.state).toBe(model.state);
  }
  toString(): string {
    return JSON.stringify(this.#event);
  }
}

describe('a request to enter a gated stage', () => {
  it('ends once, and stays as it ended', () => {
    expect.hasAssertions();
    const event = fc.oneof(
      fc.constant<ApprovalEvent>({ kind: 'overtake' }),
      fc.record({
        kind: fc.constantFrom('approve' as const, 'return' as const, 'withdraw' as const),
        by: fc.constantFrom(asker, other, { id: '', name: '' }),
        reason: fc.constantFrom(null, '', '  ', '金额要再核'),
      }),
    );
    fc.assert(
      fc.property(fc.commands([event.map((one) => new Step(one))], { maxCommands: 8 }), (steps) => {
        fc.modelRun(start, steps);
      }),
    );
  });

  it('can be decided by whoever works here, while it waits', () => {
    for (const state of APPROVAL_STATES) {
      expect(mayDecide(other, { state, requestedById: asker.id })).toBe(state === 'pending');
    }
  });
});
