import { reals, truncate, upperHalf, withUpperHalf } from './machine';

/**
 * exp, log and the normal distribution with a fixed order of operations, so that every machine, engine and
 * thread gets the same bits (Math.exp and its kin differ between engine versions). Only + − × ÷ and
 * Math.sqrt (correctly rounded by IEEE 754) are used. Written in the subset of TypeScript that is also compiled to WebAssembly.
 *
 * exp and log use the polynomials of fdlibm:
 *   Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
 *   Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute
 *   this software is freely granted, provided that this notice is preserved.
 */

const LN2_HI = 6.9314718036912381649e-1;
const LN2_LO = 1.90821492927058770002e-10;
const POW2_ZERO: i32 = 1080;

const POW2 = reals(2 * POW2_ZERO);
POW2[POW2_ZERO] = 1;
for (let i = 1; i < POW2_ZERO; i++) {
  POW2[POW2_ZERO + i] = (POW2[POW2_ZERO + i - 1] as number) * 2;
  POW2[POW2_ZERO - i] = (POW2[POW2_ZERO - i + 1] as number) / 2;
}

/** e^x; 0 below −745, Infinity above 709.78. Error ≤ 1 ulp for normal results. */
export function exp(x: number): number {
  if (!(x > -745.2)) return x !== x ? x : 0;
  if (x > 709.782712893384) return Infinity;
  const scaled = x * 1.442695040888963387;
  const k = truncate(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  const hi = x - k * LN2_HI;
  const lo = k * LN2_LO;
  const r = hi - lo;
  const z = r * r;
  const c =
    r -
    z *
      (1.66666666666666019037e-1 +
        z *
          (-2.77777777770155933842e-3 +
            z *
              (6.61375632143793436117e-5 +
                z * (-1.6533902205465251539e-6 + z * 4.13813679705723846039e-8))));
  const y = 1 - (lo - (r * c) / (2 - c) - hi);
  // 2^1024 itself is not a double, so the last binade is scaled in two steps.
  if (k > 1023) return y * 2 * (POW2[POW2_ZERO + k - 1] as number);
  return y * (POW2[POW2_ZERO + k] as number);
}

/** Natural logarithm; −Infinity at 0, NaN below. Error ≤ 1 ulp where |log x| > 0.01. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  let k: i32 = 0;
  let value = x;
  if (value < 2.2250738585072014e-308) {
    value *= 18014398509481984;
    k = -54;
  }
  const high = upperHalf(value);
  k += (high >> 20) - 1023;
  const mantissa = high & 0xfffff;
  const shift = (mantissa + 0x95f64) & 0x100000;
  k += shift >> 20;
  const f = withUpperHalf(value, mantissa | (shift ^ 0x3ff00000)) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 =
    w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const t2 =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const halfSquare = 0.5 * f * f;
  return k * LN2_HI - (halfSquare - (s * (halfSquare + (t2 + t1)) + k * LN2_LO) - f);
}

/** The p-quantile of the standard normal distribution, 0 < p < 1 (Wichura 1988, AS 241 PPND16). */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (q <= 0.425 && q >= -0.425) {
    const r = 0.180625 - q * q;
    return (
      (q *
        (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r +
          45921.95393154987) *
          r +
          13731.69376550946) *
          r +
          1971.5909503065513) *
          r +
          133.14166789178438) *
          r +
          3.3871328727963665)) /
      (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r +
        21213.794301586597) *
        r +
        5394.196021424751) *
        r +
        687.1870074920579) *
        r +
        42.31333070160091) *
        r +
        1)
    );
  }
  let r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  let v: number;
  if (r <= 5) {
    r -= 1.6;
    v =
      (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r +
        1.2704582524523684) *
        r +
        3.6478483247632045) *
        r +
        5.769497221460691) *
        r +
        4.630337846156546) *
        r +
        1.4234371107496835) /
      (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r +
        0.14810397642748008) *
        r +
        0.6897673349851) *
        r +
        1.6763848301838038) *
        r +
        2.053191626637759) *
        r +
        1);
  } else {
    r -= 5;
    v =
      (((((((2.0103343992922881e-7 * r + 0.000027115555687434876) * r + 0.0012426609473880784) * r +
        0.026532189526576124) *
        r +
        0.29656057182850487) *
        r +
        1.7848265399172913) *
        r +
        5.463784911164114) *
        r +
        6.657904643501103) /
      (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 0.000018463183175100548) * r +
        0.0007868691311456133) *
        r +
        0.014875361290850615) *
        r +
        0.1369298809227358) *
        r +
        0.599832206555888) *
        r +
        1);
  }
  return q < 0 ? -v : v;
}

/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return exp(-0.5 * x * x) * 0.3989422804014327;
}

/**
 * Distribution function of the standard normal: Marsaglia's (2004) series inside |x| < 3, the
 * continued fraction of Mills' ratio outside.
 */
export function normalCdf(x: number): number {
  if (x !== x) return x;
  const size = x < 0 ? -x : x;
  if (size < 3) {
    let term = x;
    let sum = x;
    for (let i = 3; i < 400; i += 2) {
      term *= (x * x) / i;
      const next = sum + term;
      if (next === sum) break;
      sum = next;
    }
    return 0.5 + sum * normalDensity(x);
  }
  let fraction = size;
  for (let i = 120; i > 0; i--) fraction = size + i / fraction;
  const tail = normalDensity(size) / fraction;
  return x < 0 ? tail : 1 - tail;
}
