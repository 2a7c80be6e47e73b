import { keyLabel } from './key-label';
import { type Command, type CommandId, GRID_KEYS } from './table';

type Series = NonNullable<Command['series']>;

/** A line of the cheat sheet: what the keys do (`commands:<id>`), and the keys as people read them. */
export interface SheetRow {
  readonly id: CommandId | Series | (typeof GRID_KEYS)[number]['id'];
  readonly keys: readonly string[];
}

/** The lines of some commands: those without keys are left out, those of a series are one line, `Ctrl+1…9`. */
export function commandRows(
  commands: readonly Command[],
  options: { readonly singleKeys: boolean; readonly mac: boolean },
): SheetRow[] {
  const series = new Map<SheetRow['id'], string[]>();
  const rows: SheetRow[] = [];
  for (const { id, series: name, keys, singleKeys = [] } of commands) {
    const labels = [...keys, ...(options.singleKeys ? singleKeys : [])].map((key) =>
      keyLabel(key, options.mac),
    );
    if (labels.length === 0) continue;
    if (name === undefined) rows.push({ id, keys: labels });
    else if (series.has(name)) series.get(name)?.push(...labels);
    else {
      series.set(name, labels);
      rows.push({ id: name, keys: labels });
    }
  }
  return rows.map(({ id, keys }) => {
    const all = series.get(id);
    return {
      id,
      keys: all === undefined ? keys : [`${all[0] ?? ''}…${(all.at(-1) ?? '').at(-1)}`],
    };
  });
}

/** The lines of the grid's own keys. */
export function gridRows(mac: boolean): SheetRow[] {
  return GRID_KEYS.map(({ id, keys }) => ({ id, keys: keys.map((key) => keyLabel(key, mac)) }));
}
