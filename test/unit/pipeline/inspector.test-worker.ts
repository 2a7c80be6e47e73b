// Threads that misbehave, by what they are asked to look at.
import { workerData } from 'node:worker_threads';

const { path } = workerData as { path: string };
if (path === 'silent') setInterval(() => undefined, 1000);
if (path === 'greedy') {
  const kept: number[][] = [];
  for (;;) kept.push(Array.from({ length: 100_000 }, (_none, i) => i + 0.5));
}
if (path === 'broken') throw new Error('broken');
