/** The WebAssembly module of programs of components: its host fills arrays, makes a kernel and asks it for replicates. */
import { ComponentsKernel } from '../components/kernel';
import { integers, reals, type Integers, type Reals } from '../machine';

export function makeIntegers(length: i32): Integers {
  return integers(length);
}

export function makeReals(length: i32): Reals {
  return reals(length);
}

export function makeKernel(counts: Integers, values: Reals): ComponentsKernel {
  return new ComponentsKernel(counts, values);
}

export function play(kernel: ComponentsKernel, seed: i32, replicate: i32, out: Reals): void {
  kernel.play(seed, replicate, out, 0);
}
