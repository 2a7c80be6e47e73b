/** The WebAssembly module of the retail kernel: its host fills arrays, makes a kernel and asks it for replicates. */
import { integers, reals, type Integers, type Reals } from '../machine';
import { RetailKernel } from '../retail/kernel';

export function makeIntegers(length: i32): Integers {
  return integers(length);
}

export function makeReals(length: i32): Reals {
  return reals(length);
}

export function makeKernel(counts: Integers, values: Reals): RetailKernel {
  return new RetailKernel(counts, values);
}

export function play(kernel: RetailKernel, seed: i32, replicate: i32, out: Reals): void {
  kernel.play(seed, replicate, out, 0);
}
