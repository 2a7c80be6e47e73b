/**
 * Minimum-cost flow of a network without cycles whose nodes are numbered in the direction of its arcs, from node 0 (source) to
 * the last (sink); costs may be negative, and the cost of an arc may rise from unit to unit. The amount is free: it sends as
 * long as that lowers the cost.
 *
 * Shortest augmenting paths with potentials (Ahuja, Magnanti & Orlin 1993, ch. 9.7), as a circulation: source and sink are one
 * node, home. At first every arc into the sink carries what would be worth it at the price of the first unit; then each unit
 * that a node lacks comes from home by the shortest way back, which may be to give it up. Such a search stays near the node
 * that lacks, however large the network.
 *
 * Costs that are multiples of one power of two keep all sums exact.
 */
export class MinCostFlow {
  private readonly tails: number[] = [];
  private readonly heads: number[] = [];
  private readonly capacity: number[] = [];
  /** Of every unit, or where it rises of the next one; then {@link steps} has them all. */
  private readonly cost: number[] = [];
  private readonly steps: (readonly number[] | null)[] = [];
  private readonly used: number[] = [];
  /** Cost of one more unit and of one less; Infinity where that is not possible. */
  private readonly more: number[] = [];
  private readonly less: number[] = [];
  /** The arcs into the sink. */
  private readonly last: number[] = [];
  /** By node: 2a = arc a leaves it, 2a + 1 = arc a enters it. */
  private readonly around: number[][];
  private readonly potential: Float64Array;
  private readonly distance: Float64Array;
  private readonly via: Int32Array;
  /** The search in which a node was reached and settled last. */
  private readonly reached: Int32Array;
  private readonly settled: Int32Array;
  /** The nodes of the present search in the order in which they were settled. */
  private readonly order: Int32Array;
  private readonly heap = new NodeHeap();
  private searches = 0;

  constructor(private readonly nodes: number) {
    this.around = Array.from({ length: nodes }, () => []);
    this.potential = new Float64Array(nodes);
    this.distance = new Float64Array(nodes);
    this.via = new Int32Array(nodes);
    this.reached = new Int32Array(nodes);
    this.settled = new Int32Array(nodes);
    this.order = new Int32Array(nodes);
  }

  /** An arc on which every unit costs the same. @param from smaller than `to` @returns the arc's number */
  addArc(from: number, to: number, capacity: number, cost: number): number {
    return this.put(from, to, capacity, cost, null);
  }

  /** An arc whose n-th unit costs `costs[n]`, never less than the one before. */
  addRisingArc(from: number, to: number, costs: readonly number[]): number {
    return this.put(from, to, costs.length, 0, costs);
  }

  /** The cost of every unit of an arc of {@link addArc}. */
  setCost(arc: number, cost: number): void {
    this.cost[arc] = cost;
  }

  /** Units on an arc after {@link solve}. */
  flow(arc: number): number {
    return this.used[arc] as number;
  }

  /**
   * Solves anew with the present costs.
   * @returns the least cost, ≤ 0, and the nodes settled on the way: what the work is measured by
   */
  solve(): { cost: number; work: number } {
    for (let arc = 0; arc < this.used.length; arc++) {
      this.used[arc] = 0;
      this.reprice(arc);
    }
    this.startPotentials();
    let work = 0;
    for (const arc of this.last) {
      const node = this.tails[arc] as number;
      const start = this.potential[node] as number;
      while (start + (this.more[arc] as number) < 0) this.change(arc, 1);
      for (let lacking = this.used[arc] as number; lacking > 0; lacking--) {
        work += this.search(node);
        this.bring(node);
      }
    }
    return { cost: this.total(), work };
  }

  private total(): number {
    let sum = 0;
    for (let arc = 0; arc < this.used.length; arc++) {
      const used = this.used[arc] as number;
      const steps = this.steps[arc] as readonly number[] | null;
      if (steps === null) sum += used * (this.cost[arc] as number);
      else for (let unit = 0; unit < used; unit++) sum += steps[unit] as number;
    }
    return sum;
  }

  private change(arc: number, units: number): void {
    this.used[arc] = (this.used[arc] as number) + units;
    this.reprice(arc);
  }

  private put(
    from: number,
    to: number,
    capacity: number,
    cost: number,
    steps: readonly number[] | null,
  ): number {
    const arc = this.heads.length;
    const home = to === this.nodes - 1;
    this.tails.push(from);
    this.heads.push(home ? 0 : to);
    this.capacity.push(capacity);
    this.cost.push(cost);
    this.steps.push(steps);
    this.used.push(0);
    // As fractions, so that the lists never change their kind.
    this.more.push(0.5);
    this.less.push(0.5);
    this.around[from]?.push(2 * arc);
    if (home) this.last.push(arc);
    else this.around[to]?.push(2 * arc + 1);
    return arc;
  }

  /** What one more unit on an arc costs, and what taking one off does; Infinity where that is not possible. */
  private reprice(arc: number): void {
    const used = this.used[arc] as number;
    const steps = this.steps[arc] as readonly number[] | null;
    const flat = this.cost[arc] as number;
    const full = used === this.capacity[arc];
    this.more[arc] = full ? Infinity : steps === null ? flat : (steps[used] as number);
    this.less[arc] = used === 0 ? Infinity : -(steps === null ? flat : (steps[used - 1] as number));
  }

  /** Shortest distances from the source while there is no flow, node after node. */
  private startPotentials(): void {
    const { potential } = this;
    potential.fill(Infinity);
    potential[0] = 0;
    for (let node = 0; node < this.nodes - 1; node++) {
      const here = potential[node] as number;
      if (here === Infinity) continue;
      for (const end of this.around[node] as number[]) {
        const head = this.heads[end >> 1] as number;
        if ((end & 1) === 1 || head === 0) continue;
        const there = here + (this.more[end >> 1] as number);
        if (there < (potential[head] as number)) potential[head] = there;
      }
    }
  }

  /**
   * Dijkstra on reduced costs, against the arcs, from a node that lacks a unit until home is settled; renews the potentials.
   * Home is always reached: the node can give up a unit that it passes on. Returns the nodes settled.
   */
  private search(start: number): number {
    const { distance, potential, settled, reached, via, more, less, heads, tails, heap } = this;
    const search = ++this.searches;
    heap.clear();
    distance[start] = 0;
    reached[start] = search;
    heap.push(start, 0);
    const { order } = this;
    let count = 0;
    for (;;) {
      const node = heap.pop();
      if (node === 0) break;
      if (settled[node] === search) continue;
      settled[node] = search;
      order[count++] = node;
      const base = (distance[node] as number) - (potential[node] as number);
      for (const end of this.around[node] as number[]) {
        const arc = end >> 1;
        const into = end & 1;
        const before = (into === 1 ? tails[arc] : heads[arc]) as number;
        if (settled[before] === search) continue;
        const cost = (into === 1 ? more[arc] : less[arc]) as number;
        const there = base + cost + (potential[before] as number);
        if (there === Infinity) continue;
        if (reached[before] !== search || there < (distance[before] as number)) {
          reached[before] = search;
          distance[before] = there;
          via[before] = end;
          heap.push(before, there);
        }
      }
    }
    const far = distance[0] as number;
    for (let at = 0; at < count; at++) {
      const node = order[at] as number;
      potential[node] = (potential[node] as number) + far - (distance[node] as number);
    }
    return count;
  }

  /** Brings one unit from home along the path just found. */
  private bring(start: number): void {
    for (let node = 0; ;) {
      const end = this.via[node] as number;
      const arc = end >> 1;
      const into = (end & 1) === 1;
      this.change(arc, into ? 1 : -1);
      node = (into ? this.heads[arc] : this.tails[arc]) as number;
      if (node === start) return;
    }
  }
}

/** A binary heap of nodes by distance; a node may be in it more than once. */
class NodeHeap {
  private nodes = new Int32Array(1024);
  private keys = new Float64Array(1024);
  private size = 0;

  clear(): void {
    this.size = 0;
  }

  push(node: number, key: number): void {
    if (this.size === this.nodes.length) this.grow();
    const { nodes, keys } = this;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((keys[parent] as number) <= key) break;
      nodes[at] = nodes[parent] as number;
      keys[at] = keys[parent] as number;
      at = parent;
    }
    nodes[at] = node;
    keys[at] = key;
  }

  /** The nearest node, or −1. */
  pop(): number {
    if (this.size === 0) return -1;
    const { nodes, keys } = this;
    const top = nodes[0] as number;
    const size = --this.size;
    const node = nodes[size] as number;
    const key = keys[size] as number;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && (keys[child + 1] as number) < (keys[child] as number)) child += 1;
      if ((keys[child] as number) >= key) break;
      nodes[at] = nodes[child] as number;
      keys[at] = keys[child] as number;
      at = child;
    }
    nodes[at] = node;
    keys[at] = key;
    return top;
  }

  private grow(): void {
    const [nodes, keys] = [this.nodes, this.keys];
    this.nodes = new Int32Array(2 * nodes.length);
    this.keys = new Float64Array(2 * keys.length);
    this.nodes.set(nodes);
    this.keys.set(keys);
  }
}
