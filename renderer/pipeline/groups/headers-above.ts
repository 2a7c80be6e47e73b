import type { GroupHeader, GroupPage } from '#shared/pipeline/grid-groups';

/** Row id → headers above it, the outer first; of the rows that came to this window. */
const headers = new Map<string, readonly GroupHeader[]>();
/** More than a grid keeps; the oldest go. */
const MOST = 20_000;

/** Notes under which headers the rows of a window stand. */
export function rememberAbove(lines: GroupPage['lines'], above: readonly GroupHeader[]): void {
  let now = [...above];
  for (const line of lines) {
    if (line.kind === 'group') now = [...now.slice(0, line.group.level), line.group];
    else {
      headers.delete(line.row.id);
      headers.set(line.row.id, now);
    }
  }
  for (const id of headers.keys()) {
    if (headers.size <= MOST) break;
    headers.delete(id);
  }
}

/** The headers above a row. */
export function headersAbove(id: string): readonly GroupHeader[] {
  return headers.get(id) ?? [];
}
