import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a reference program took. */
export interface Took {
  seconds: number;
  cpuSeconds: number;
  replicates: number;
}

export interface Reference {
  cpp: ((replicates: number, threads: number) => Took) | null;
  numpy: ((replicates: number) => Took) | null;
  /** Means of 8 variants × 5 figures with their standard errors, by the C++ program on another seed. */
  means: ((replicates: number) => { value: number; se: number }[]) | null;
}

const FIGURES = 40;

/** Builds the reference programs into a folder of the caller; each that cannot be had is told in one line. */
export function provideReferences(
  source: string,
  folder: string,
  say: (line: string) => void,
): Reference {
  if (!existsSync(source)) {
    say(`no ${source} here: nothing to compare with`);
    return { cpp: null, numpy: null, means: null };
  }
  const native = join(folder, 'retail-37');
  const env = { ...process.env, PARAMS: join(source, 'params.bin') };
  const ask = (program: string, args: readonly string[]): Took => {
    const text = execFileSync(program, args, { cwd: source, env, encoding: 'utf8' });
    const { sec, cpu, R } = JSON.parse(text) as { sec: number; cpu: number; R: number };
    return { seconds: sec, cpuSeconds: cpu, replicates: R };
  };
  const hasCpp = tries(() =>
    execFileSync('g++', [
      '-O3',
      '-march=native',
      '-std=c++17',
      '-pthread',
      join(source, 'native.cpp'),
      '-o',
      native,
    ]),
  );
  if (!hasCpp) say('no g++ here: the C++ program is left out');
  const python = ['python3', '/usr/bin/python3'].find((name) =>
    tries(() => execFileSync(name, ['-c', 'import numpy'], { stdio: 'ignore' })),
  );
  if (python === undefined) say('no NumPy here: the NumPy program is left out');
  // The full model, one variant after the other; the seed is not the engine's.
  const cpp = (replicates: number, threads: number, file: readonly string[] = []): Took =>
    ask(native, [String(replicates), String(threads), '4', '77', ...file]);
  return {
    cpp: hasCpp ? (replicates, threads) => cpp(replicates, threads) : null,
    numpy:
      python === undefined
        ? null
        : (replicates) => ask(python, ['sim_numpy.py', String(replicates), '77', '-', '1']),
    means: hasCpp
      ? (replicates) => {
          const file = join(folder, 'figures.bin');
          cpp(replicates, 2, [file]);
          return meansOf(readFileSync(file), replicates);
        }
      : null,
  };
}

function tries(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

function meansOf(bytes: Buffer, replicates: number): { value: number; se: number }[] {
  const figures = new Float64Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  );
  return Array.from({ length: FIGURES }, (_, f) => {
    let sum = 0;
    for (let r = 0; r < replicates; r++) sum += figures[r * FIGURES + f] ?? 0;
    const value = sum / replicates;
    let squares = 0;
    for (let r = 0; r < replicates; r++) squares += ((figures[r * FIGURES + f] ?? 0) - value) ** 2;
    return { value, se: Math.sqrt(squares / (replicates - 1) / replicates) };
  });
}
