import type { AccountPerson } from './model';

type Placed = Pick<AccountPerson, 'id' | 'managerId'>;

/** A person with those who report to it. */
export interface ReportNode<P extends Placed> {
  readonly person: P;
  readonly reports: readonly ReportNode<P>[];
}

/**
 * Who reports to whom, drawn from the top: those who report to nobody known first, each with its reports in the order in
 * which people came. Everybody stands in it exactly once; where reports go round in a circle (two files that contradict each
 * other) the circle is opened at the person of it that came first.
 */
export function reportingTree<P extends Placed>(people: readonly P[]): ReportNode<P>[] {
  const known = new Set(people.map(({ id }) => id));
  const placed = new Set<string>();
  const nodeOf = (person: P): ReportNode<P> => {
    placed.add(person.id);
    const reports: ReportNode<P>[] = [];
    for (const one of people) {
      if (one.managerId === person.id && !placed.has(one.id)) reports.push(nodeOf(one));
    }
    return { person, reports };
  };
  const tops = people
    .filter(({ managerId }) => managerId === null || !known.has(managerId))
    .map(nodeOf);
  for (const person of people) if (!placed.has(person.id)) tops.push(nodeOf(person));
  return tops;
}

/** A place in the drawn tree: the person, how deep, and where the keys lead. */
export interface ReportPlace<P extends Placed> {
  readonly person: P;
  /** 1 = at the top. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  /** Id of the one above in the tree; null at the top. */
  readonly parentId: string | null;
  /** For each level between the top and the one above, whether its line goes on below: what a drawing needs. */
  readonly trail: readonly boolean[];
}

/** The tree from top to bottom, as it stands on the screen. */
export function treeLines<P extends Placed>(
  nodes: readonly ReportNode<P>[],
  level = 1,
  parentId: string | null = null,
  trail: readonly boolean[] = [],
): ReportPlace<P>[] {
  return nodes.flatMap(({ person, reports }, at) => {
    const below = level === 1 ? trail : [...trail, at + 1 < nodes.length];
    return [
      { person, level, position: at + 1, siblings: nodes.length, parentId, trail },
      ...treeLines(reports, level + 1, person.id, below),
    ];
  });
}
