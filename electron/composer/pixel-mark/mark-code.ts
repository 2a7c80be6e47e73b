import { createHash } from 'node:crypto';

/** Bits of a trace id and of the check that follows it. */
const ID_BITS = 64;
const CHECK_BITS = 32;
/** Constraint length of the convolutional code: each bit sent depends on this many bits of the message. */
const CONSTRAINT = 9;
/** Generators of the rate 1/4 code of constraint length 9 with free distance 24 (Larsen 1973), octal. */
const GENERATORS = [0o463, 0o535, 0o733, 0o745] as const;
const STATES = 1 << (CONSTRAINT - 1);
/** The message and the zeros that lead the encoder back to its first state. */
const STEPS = ID_BITS + CHECK_BITS + CONSTRAINT - 1;

/** Signs that one mark carries. */
export const CODED_BITS = STEPS * GENERATORS.length;

const bitOf = (value: bigint, index: number) => Number((value >> BigInt(index)) & 1n);
const parity = (value: number) => {
  let odd = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) odd ^= 1;
  return odd;
};

/**
 * The first 32 bits of a SHA-256 over the id. A hash and not a CRC: the chance that a wrong id passes is then 2⁻³²
 * whatever the pattern of the errors, and does not depend on the code before it.
 */
function checkOf(id: bigint): bigint {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(id);
  const digest = createHash('sha256').update('sandtable-pixel-mark/1\n').update(bytes).digest();
  return BigInt(digest.readUInt32BE(0));
}

/** Sign of each coded bit for every (state, next bit): `OUTPUTS[(state << 1 | bit) * 4 + generator]` is 1 or -1. */
const OUTPUTS = Int8Array.from({ length: STATES * 2 * GENERATORS.length }, (_unused, index) => {
  const register = index >> 2;
  return parity(register & (GENERATORS[index & 3] ?? 0)) === 0 ? 1 : -1;
});

/** The id with its check and error correction, as {@link CODED_BITS} signs (1 or -1). `id` is an unsigned 64-bit number. */
export function encodeId(id: bigint): Int8Array {
  const message = (id << BigInt(CHECK_BITS)) | checkOf(id);
  const signs = new Int8Array(CODED_BITS);
  let state = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const index = ID_BITS + CHECK_BITS - 1 - step;
    const register = (state << 1) | (index >= 0 ? bitOf(message, index) : 0);
    signs.set(OUTPUTS.subarray(register * 4, register * 4 + 4), step * 4);
    state = register & (STATES - 1);
  }
  return signs;
}

/**
 * The likeliest id behind {@link CODED_BITS} soft values (sign = bit, size = how sure), or null when its check does not
 * fit. Viterbi's algorithm; the scale of the values does not matter.
 */
export function decodeId(soft: Float64Array): bigint | null {
  const message = likeliestMessage(soft);
  const id = message >> BigInt(CHECK_BITS);
  return checkOf(id) === (message & ((1n << BigInt(CHECK_BITS)) - 1n)) ? id : null;
}

/** The 96 bits whose code word correlates best with the soft values. */
function likeliestMessage(soft: Float64Array): bigint {
  let scores = new Float64Array(STATES).fill(-Infinity);
  let next = new Float64Array(STATES);
  scores[0] = 0;
  const cameFrom = new Uint8Array(STEPS * STATES);
  for (let step = 0; step < STEPS; step += 1) {
    const [a = 0, b = 0, c = 0, d = 0] = soft.subarray(step * 4, step * 4 + 4);
    next.fill(-Infinity);
    for (let register = 0; register < STATES * 2; register += 1) {
      const at = register * 4;
      const score =
        (scores[register >> 1] ?? 0) +
        (OUTPUTS[at] ?? 0) * a +
        (OUTPUTS[at + 1] ?? 0) * b +
        (OUTPUTS[at + 2] ?? 0) * c +
        (OUTPUTS[at + 3] ?? 0) * d;
      const state = register & (STATES - 1);
      if (score > (next[state] ?? 0)) {
        next[state] = score;
        // The bit that falls out of the register tells the two ways into a state apart.
        cameFrom[step * STATES + state] = register >> (CONSTRAINT - 1);
      }
    }
    [scores, next] = [next, scores];
  }
  let message = 0n;
  let state = 0;
  for (let step = STEPS - 1; step >= 0; step -= 1) {
    if (step < ID_BITS + CHECK_BITS) {
      message |= BigInt(state & 1) << BigInt(ID_BITS + CHECK_BITS - 1 - step);
    }
    state = (state >> 1) | ((cameFrom[step * STATES + state] ?? 0) << (CONSTRAINT - 2));
  }
  return message;
}
