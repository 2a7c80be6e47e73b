import { STAGES } from '#shared/pipeline/model';
import type { HistoryInput } from '#shared/sandbox/model';
import { CAUSE, DIMENSIONS, SIGNED_STAGE } from './process';
import { addReplies } from './replies';

/**
 * The history as the fit reads it: one row per deal, one row per visit of a stage, times in days since 1970.
 * Nothing that happened after `end` is in it, so that a back-test can stand at an earlier day.
 */

const MS_PER_DAY = 86_400_000;
/** A visit shorter than this (about half an hour) counts as this long. */
const SHORTEST_VISIT = 0.02;

/** One visit of one stage. */
export interface Visit {
  deal: number;
  stage: number;
  start: number;
  /** End of the visit, or of the observation when `cause` is running. */
  end: number;
  cause: number;
  /** Stage moved to (signed = 6); −1 unless `cause` is move. */
  destination: number;
}

/** Names of one dimension and each deal's code; −1 = unknown. */
export interface Levels {
  names: string[];
  codes: Int32Array;
}

export interface CompiledHistory {
  /** Deals kept, indices into the input columns. */
  rows: Int32Array;
  opened: Float64Array;
  /** Stage index where the deal stands at `end`; −1 when it is closed or signed. */
  openStage: Int32Array;
  /** Since when it stands there. */
  openSince: Float64Array;
  /** Time of the outcome, NaN while none, and which: 0 open, 1 won, 2 lost, 3 dormant. */
  closed: Float64Array;
  outcome: Uint8Array;
  /** First known stage of each deal. */
  entryStage: Int32Array;
  /** Minor units, NaN where unknown. */
  amount: Float64Array;
  /** Percent off list, NaN where unknown. */
  discountPct: Float64Array;
  /** Best guess of how long this deal's inbound messages wait for a reply, mean log working hours; NaN without any. */
  logReplyHours: Float64Array;
  replies: number;
  levels: Levels[];
  visits: Visit[];
  /** Observation window [start, end]. */
  start: number;
  end: number;
  rejected: number;
  onlyOpenAndClose: boolean;
  /** The stage deals without stage events are taken to stand in. */
  assumedEntry: number;
  stageEvents: number;
}

/** Day number of an ISO date. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
}

/** ISO date of a day number. */
export function isoDay(number: number): string {
  return new Date(Math.floor(number) * MS_PER_DAY).toISOString().slice(0, 10);
}

type Entered = HistoryInput['stageEvents']['entered'][number];
interface DealEvent {
  entered: Entered;
  time: number;
}

/**
 * @param startDay first day whose events may be learnt from
 * @param end instant (day number) after which nothing is known
 */
export function compileHistory(
  input: HistoryInput,
  startDay: string,
  end: number,
): CompiledHistory {
  const start = Math.min(dayNumber(startDay), end);
  const columns = input.opportunities;
  const { kept, rejected } = keepPlausible(input, end);
  const events = eventsByDeal(input, kept, end);
  const onlyOpenAndClose = events.every((list) =>
    list.every((event) => stageIndex(event.entered) < 0),
  );
  const assumedEntry = usualStage(input, kept, events);
  const n = kept.length;
  const compiled: CompiledHistory = {
    rows: Int32Array.from(kept),
    opened: Float64Array.from(kept, (row) => dayNumber(columns.openedDay[row] as string)),
    openStage: new Int32Array(n).fill(-1),
    openSince: new Float64Array(n),
    closed: new Float64Array(n).fill(NaN),
    outcome: new Uint8Array(n),
    entryStage: new Int32Array(n),
    amount: Float64Array.from(kept, (row) => columns.amountMinor[row] || NaN),
    discountPct: Float64Array.from(kept, (row) => (columns.discountBp[row] ?? NaN) / 100),
    logReplyHours: new Float64Array(n).fill(NaN),
    replies: 0,
    levels: DIMENSIONS.map((dimension) => levelsOf(columns[dimension], kept)),
    visits: [],
    start,
    end,
    rejected,
    onlyOpenAndClose,
    assumedEntry,
    stageEvents: events.reduce((sum, list) => sum + list.length, 0),
  };
  for (let i = 0; i < n; i++) traceDeal(compiled, input, i, events[i] as DealEvent[]);
  addReplies(compiled, input);
  return compiled;
}

function stageIndex(entered: string): number {
  return (STAGES as readonly string[]).indexOf(entered);
}

/** Rows opened by `end` whose days do not contradict each other. */
function keepPlausible(input: HistoryInput, end: number): { kept: number[]; rejected: number } {
  const columns = input.opportunities;
  const kept: number[] = [];
  let rejected = 0;
  const withOutcomeEvent = new Set<number>();
  input.stageEvents.entered.forEach((entered, i) => {
    if (entered === 'won' || entered === 'lost' || entered === 'dormant') {
      withOutcomeEvent.add(input.stageEvents.opportunity[i] as number);
    }
  });
  const asOfEnd = dayNumber(input.asOfDay) + 1;
  for (let row = 0; row < columns.id.length; row++) {
    const opened = dayNumber(columns.openedDay[row] as string);
    if (opened >= end && opened < asOfEnd) continue;
    const closedDay = columns.closedDay[row];
    const closedBeforeOpened = closedDay != null && dayNumber(closedDay) < opened;
    const closedUnknown =
      columns.outcome[row] !== 'open' && closedDay == null && !withOutcomeEvent.has(row);
    if (opened >= asOfEnd || closedBeforeOpened || closedUnknown) rejected++;
    else kept.push(row);
  }
  return { kept, rejected };
}

function eventsByDeal(input: HistoryInput, kept: readonly number[], end: number): DealEvent[][] {
  const position = new Map(kept.map((row, i) => [row, i]));
  const lists: DealEvent[][] = kept.map(() => []);
  const { opportunity, entered, at } = input.stageEvents;
  for (let k = 0; k < opportunity.length; k++) {
    const i = position.get(opportunity[k] as number);
    const time = (at[k] as number) / MS_PER_DAY;
    if (i !== undefined && time < end) lists[i]?.push({ entered: entered[k] as Entered, time });
  }
  for (const list of lists) list.sort((a, b) => a.time - b.time);
  return lists;
}

/** The commonest stage among deals that have no stage events and are not signed; stage 0 when there is none. */
function usualStage(input: HistoryInput, kept: readonly number[], events: DealEvent[][]): number {
  const counts = new Int32Array(STAGES.length);
  kept.forEach((row, i) => {
    const stage = stageIndex(input.opportunities.stage[row] as string);
    if (events[i]?.length === 0 && stage < SIGNED_STAGE) {
      counts[stage] = (counts[stage] as number) + 1;
    }
  });
  return counts.indexOf(Math.max(...counts));
}

function levelsOf(column: readonly string[], kept: readonly number[]): Levels {
  const names: string[] = [];
  const index = new Map<string, number>();
  const codes = new Int32Array(kept.length);
  kept.forEach((row, i) => {
    const name = column[row] as string;
    if (name === '') {
      codes[i] = -1;
      return;
    }
    let code = index.get(name);
    if (code === undefined) {
      code = names.length;
      names.push(name);
      index.set(name, code);
    }
    codes[i] = code;
  });
  return { names, codes };
}

/** Turns one deal's events into visits and its state at the end. */
function traceDeal(
  out: CompiledHistory,
  input: HistoryInput,
  i: number,
  events: DealEvent[],
): void {
  const columns = input.opportunities;
  const row = out.rows[i] as number;
  const opened = out.opened[i] as number;
  const recorded = stageIndex(columns.stage[row] as string);
  const recordedOutcome = columns.outcome[row] as string;
  const closedDay = columns.closedDay[row];
  const list = events.map((event) => ({ ...event, time: Math.max(event.time, opened) }));
  const hasOutcomeEvent = list.some((event) => event.entered === recordedOutcome);
  if (closedDay != null && recordedOutcome !== 'open' && !hasOutcomeEvent) {
    const time = Math.max(dayNumber(closedDay) + 0.5, list.at(-1)?.time ?? 0);
    if (time < out.end) list.push({ entered: recordedOutcome as Entered, time });
  }
  const firstStage = list.find((event) => stageIndex(event.entered) >= 0);
  let stage = recorded < SIGNED_STAGE ? recorded : out.assumedEntry;
  let since = opened;
  if (firstStage) {
    stage = stageIndex(firstStage.entered);
    since = firstStage.time;
  }
  out.entryStage[i] = stage;
  let active = true;
  const leave = (time: number, cause: number, destination: number): void => {
    if (!active) return;
    const end = Math.max(time, since + SHORTEST_VISIT);
    out.visits.push({ deal: i, stage, start: since, end, cause, destination });
  };
  const close = (time: number, outcome: number): void => {
    out.closed[i] = time;
    out.outcome[i] = outcome;
  };
  for (const { entered, time } of list) {
    const next = stageIndex(entered);
    if (entered === 'lost' || entered === 'dormant') {
      leave(time, entered === 'lost' ? CAUSE.lost : CAUSE.dormant, -1);
      active = false;
      close(time, entered === 'lost' ? 2 : 3);
    } else if (entered === 'reopened') {
      active = true;
      since = time;
      close(NaN, 0);
    } else {
      const target = entered === 'won' ? Math.max(SIGNED_STAGE, stage) : next;
      if (target >= SIGNED_STAGE && out.outcome[i] !== 1) close(time, 1);
      if (target === stage) continue;
      leave(time, CAUSE.move, target);
      stage = target;
      since = time;
      active = true;
    }
  }
  if (!active) return;
  if (stage < SIGNED_STAGE) {
    // The grid's stage wins over the last event when both speak of today.
    if (
      out.end > dayNumber(input.asOfDay) &&
      recordedOutcome === 'open' &&
      recorded < SIGNED_STAGE
    ) {
      stage = recorded;
    }
    out.openStage[i] = stage;
    out.openSince[i] = since;
  }
  leave(out.end, CAUSE.running, -1);
}
