/** The WebAssembly build of `../machine.ts`. */

export type Reals = StaticArray<f64>;
export type Integers = StaticArray<i32>;

export function reals(length: i32): Reals {
  return new StaticArray<f64>(length);
}

export function integers(length: i32): Integers {
  return new StaticArray<i32>(length);
}

export function multiply(a: i32, b: i32): i32 {
  return a * b;
}

export function unsigned(word: i32): f64 {
  return <f64>(<u32>word);
}

export function truncate(x: f64): i32 {
  return i32(x);
}

export function upperHalf(x: f64): i32 {
  return i32(reinterpret<u64>(x) >> 32);
}

export function withUpperHalf(x: f64, upper: i32): f64 {
  const lower = reinterpret<u64>(x) & 0xffffffff;
  return reinterpret<f64>((u64(<u32>upper) << 32) | lower);
}
