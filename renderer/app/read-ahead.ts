import type { CallInput, CallName, CallOutput, Reply } from '#shared/contract';
import type { OpportunityRow } from '#shared/pipeline/model';
import { BLOCK_ROWS, OPENING_VIEW } from '#shared/pipeline/opening-view';
import type { Bridge } from './bridge';

/** Where this window was last; kept by the router. */
export const LAST_LOCATION = 'last-location';

type Answer<N extends CallName> = Promise<Reply<CallOutput<N>>>;

/** Answers under way, by call and input. Each serves one question. */
const answers = new Map<string, Promise<Reply<unknown>>>();

let opening: { readonly pipelineId: string; readonly rows: readonly OpportunityRow[] } | null =
  null;

function keyOf(name: CallName, input: unknown): string {
  return `${name} ${JSON.stringify(input)}`;
}

function ask<N extends CallName>(bridge: Bridge, name: N, input: CallInput<N>): Answer<N> {
  const answer = bridge[name](input as never) as Answer<N>;
  answers.set(keyOf(name, input), answer);
  return answer;
}

/** The answer that was asked for ahead, once; undefined when there is none. */
export function answerAhead<N extends CallName>(
  name: N,
  input: CallInput<N>,
): Answer<N> | undefined {
  if (answers.size === 0) return undefined;
  const key = keyOf(name, input);
  const answer = answers.get(key);
  answers.delete(key);
  // Put there by `ask` under the same name.
  return answer as Answer<N> | undefined;
}

/**
 * Asks what every start asks (settings, workspace), and, when this window begins in the pipeline room, what that
 * shows first: its pipelines and the first rows of the first one. All of it while the scripts of the page are still
 * on their way; `call` finds the answers here. A change makes them old and ends them.
 * @returns whether the window begins in the pipeline room
 */
export function readAhead(bridge: Bridge): boolean {
  const beginsInPipeline = (localStorage.getItem(LAST_LOCATION) ?? '').startsWith('/pipeline');
  bridge.on('changes', () => {
    answers.clear();
    opening = null;
  });
  void ask(bridge, 'app.settings', {});
  const state = ask(bridge, 'workspace.state', {});
  if (beginsInPipeline) void askOpening(bridge, state);
  return beginsInPipeline;
}

async function askOpening(bridge: Bridge, state: Answer<'workspace.state'>): Promise<void> {
  const opened = await state;
  if (!opened.ok || opened.value.status !== 'open') return;
  const pipelines = await ask(bridge, 'pipeline.list', {});
  const first = pipelines.ok ? pipelines.value[0] : undefined;
  if (first === undefined) return;
  const query = { pipelineId: first.id, ...OPENING_VIEW };
  const page = await ask(bridge, 'pipeline.page', { query, offset: 0, limit: BLOCK_ROWS });
  if (page.ok) opening = { pipelineId: first.id, rows: page.value.rows };
}

/** The first rows of a pipeline as they came ahead; none when they did not, or are old. */
export function rowsAhead(pipelineId: string): readonly OpportunityRow[] {
  return opening?.pipelineId === pipelineId ? opening.rows : [];
}
