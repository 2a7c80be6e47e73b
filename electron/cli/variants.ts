import { BY_CHANCE } from '#shared/sandbox/first-draft';
import {
  type FocusSegment,
  type Levers,
  leversSchema,
  NEUTRAL_LEVERS,
  type Switches,
  switchStateSchema,
  type SwitchId,
  type SwitchState,
  type Variant,
} from '#shared/sandbox/request';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import { UsageError } from './usage-error';

/** Most variants that one rehearsal can compare. */
const MOST_VARIANTS = 8;

/** Words of `--variant` for the levers that are numbers. */
const NUMBER_LEVERS: Readonly<Record<string, Exclude<keyof Levers, 'focusSegments'>>> = {
  discount: 'discountPct',
  engineers: 'extraSolutionEngineers',
  followup: 'followUpSpeed',
};

const SWITCHES: Readonly<Record<string, SwitchId>> = {
  rival: 'rivalPromotes',
  freeze: 'budgetFreeze',
  engineer: 'keyEngineerAway',
};

/**
 * Variants of `--variant NAME:discount=5,engineers=2,followup=2,focus=region/华东`. The first is the baseline; when
 * none of them leaves everything as it is, one that does goes first, named `baselineName`. A comma or colon inside a
 * name is written `\,` and `\:`; `focus` may be repeated.
 * @throws UsageError
 */
export function readVariants(specs: readonly string[], baselineName: string): Variant[] {
  const own = specs.map(readVariant);
  const carriesOn = ({ levers }: { levers: Levers }) =>
    JSON.stringify(levers) === JSON.stringify(NEUTRAL_LEVERS);
  const all = own.some(carriesOn) ? own : [{ name: baselineName, levers: NEUTRAL_LEVERS }, ...own];
  if (all.length > MOST_VARIANTS) throw new UsageError('tooManyVariants', { most: MOST_VARIANTS });
  return all.map((variant, index) => ({ id: index === 0 ? 'baseline' : `v${index}`, ...variant }));
}

/** A variant of a scenario model: its name and the levers and switches that it names. */
interface LeverVariant {
  name: string;
  levers: Record<string, number>;
  switches: Record<string, SwitchState>;
}

/**
 * Variants of `--variant NAME:LEVER=VALUE,SWITCH=on,…` of a scenario model; the first is the baseline.
 * @throws UsageError
 */
export function readLeverVariants(
  specs: readonly string[],
  model: Pick<ScenarioModel, 'levers' | 'switches'>,
): LeverVariant[] {
  if (specs.length > MOST_VARIANTS)
    throw new UsageError('tooManyVariants', { most: MOST_VARIANTS });
  return specs.map((spec) => {
    const { name, parts } = variantParts(spec);
    const levers: Record<string, number> = {};
    const switches: Record<string, SwitchState> = {};
    for (const part of parts) {
      const [key = '', text = ''] = split(part, '=');
      const state = switchStateSchema.safeParse(text.trim());
      if (state.success && model.switches.some(({ id }) => id === key.trim())) {
        switches[key.trim()] = state.data;
        continue;
      }
      const lever = model.levers.find(({ id }) => id === key.trim());
      if (lever === undefined) {
        const names = [...model.levers, ...model.switches].map(({ id }) => id).join(', ');
        throw new UsageError('notALever', { value: part, levers: names });
      }
      const value = text.trim() === '' ? NaN : Number(text);
      if (!(value >= lever.least && value <= lever.most)) {
        const { id, least, most } = lever;
        throw new UsageError('leverBetween', { lever: id, value: spec, least, most });
      }
      levers[lever.id] = value;
    }
    return { name, levers, switches };
  });
}

function variantParts(spec: string): { name: string; parts: string[] } {
  const [, head = '', rest] = /^((?:\\.|[^:\\])*)(?::(.*))?$/s.exec(spec) ?? [];
  const name = unescaped(head).trim();
  if (name === '' || name.length > 120) throw new UsageError('variantName', { value: spec });
  const parts = (rest ?? '').split(/(?<!\\),/).filter((one) => one.trim() !== '');
  return { name, parts };
}

function readVariant(spec: string): { name: string; levers: Levers } {
  const { name, parts } = variantParts(spec);
  const focusSegments: FocusSegment[] = [];
  const numbers: Partial<Record<keyof Levers, number>> = {};
  for (const part of parts) {
    const [key = '', value = ''] = split(part, '=');
    const lever = NUMBER_LEVERS[key.trim()];
    if (key.trim() === 'focus') focusSegments.push(readFocus(value, spec));
    else if (lever === undefined) throw new UsageError('unknownLever', { value: part });
    else numbers[lever] = value.trim() === '' ? NaN : Number(value);
  }
  const levers = leversSchema.safeParse({ ...NEUTRAL_LEVERS, ...numbers, focusSegments });
  if (!levers.success) {
    const field = String(levers.error.issues[0]?.path[0] ?? '');
    const lever = Object.entries(NUMBER_LEVERS).find(([, own]) => own === field)?.[0] ?? 'focus';
    throw new UsageError('leverOutOfRange', { lever, value: spec });
  }
  return { name, levers: levers.data };
}

function readFocus(text: string, spec: string): FocusSegment {
  const [dimension = '', value = ''] = split(text, '/');
  const focus = leversSchema.shape.focusSegments.element.safeParse({
    dimension: dimension.trim(),
    value: unescaped(value).trim(),
  });
  if (!focus.success) throw new UsageError('focus', { value: spec });
  return focus.data;
}

/** Switches of `--switch rival=on`; those not named happen by chance. @throws UsageError */
export function readSwitches(specs: readonly string[]): Switches {
  const switches = { ...BY_CHANCE };
  for (const spec of specs) {
    const [key = '', value = ''] = split(spec, '=');
    const id = SWITCHES[key.trim()];
    const state = switchStateSchema.safeParse(value.trim());
    if (id === undefined || !state.success) throw new UsageError('switch', { value: spec });
    switches[id] = state.data;
  }
  return switches;
}

/** A text at the first separator: before and after; without one the whole text and nothing. */
function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, '$1');
