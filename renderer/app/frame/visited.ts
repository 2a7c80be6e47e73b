const key = (workspaceId: string) => `visited:${workspaceId}`;

/** The places of a workspace that were opened on this machine; ticks the list of first tasks. */
export function visitedPlaces(workspaceId: string): ReadonlySet<string> {
  return new Set((localStorage.getItem(key(workspaceId)) ?? '').split(' '));
}

/** Remembers that a place was opened. */
export function markVisited(workspaceId: string, path: string): void {
  const visited = visitedPlaces(workspaceId);
  if (!visited.has(path))
    localStorage.setItem(key(workspaceId), [...visited, path].join(' ').trim());
}
