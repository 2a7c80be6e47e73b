import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryHash, signCheckpoint, START, type StoredEntry } from '#electron/governance/chain';
import { verifyAudit } from '#electron/governance/verify';
import { canonicalJson, newSigningKey } from '#electron/replica/signing';
import type { Checkpoint } from '#shared/governance/model';

const key = newSigningKey();
const ownKeys = [Buffer.from(key.publicKey).toString('base64url')];

function chained(notes: readonly { rows: number; actorName: string }[]): StoredEntry[] {
  let prev = START;
  return notes.map(({ rows, actorName }, index) => {
    const entry = {
      n: index + 1,
      at: 1000 + index,
      kind: 'tableExported',
      actorId: 'u',
      actorName,
      facts: JSON.stringify({ rows }),
      prev,
    };
    prev = entryHash(entry);
    return { ...entry, hash: prev };
  });
}

const sealedAt = (entries: readonly StoredEntry[], size: number): Checkpoint =>
  signCheckpoint({ size, head: entries[size - 1]?.hash ?? '', at: 5000 + size }, key);

const verdict = (entries: readonly StoredEntry[], filed: readonly Checkpoint[]) =>
  verifyAudit({
    entries,
    stored: filed,
    filed: { checkpoints: filed, damagedLines: [] },
    ownKeys,
  });

const notes = fc.array(fc.record({ rows: fc.nat(), actorName: fc.string({ maxLength: 8 }) }), {
  minLength: 3,
  maxLength: 30,
});
const place = fc.nat();

type Change = (entries: StoredEntry[], at: number, other: number) => StoredEntry[];
const TEXT_FIELDS = ['kind', 'actorId', 'actorName', 'facts', 'prev', 'hash'] as const;
const CHANGES: Readonly<Record<string, Change>> = {
  edit: (entries, at, other) =>
    entries.map((entry, index) => {
      const field = TEXT_FIELDS[other % TEXT_FIELDS.length] ?? 'kind';
      return index === at ? { ...entry, [field]: `${entry[field]}x` } : entry;
    }),
  retime: (entries, at) =>
    entries.map((entry, index) => (index === at ? { ...entry, at: entry.at + 1 } : entry)),
  remove: (entries, at) => entries.filter((_entry, index) => index !== at),
  removeAndRenumber: (entries, at) =>
    entries.filter((_, index) => index !== at).map((entry, index) => ({ ...entry, n: index + 1 })),
  swap: (entries, at, other) => {
    const changed = [...entries];
    const to = (at + 1 + (other % (entries.length - 1))) % entries.length;
    const [one, two] = [entries[at], entries[to]];
    if (one && two)
      [changed[at], changed[to]] = [
        { ...two, n: one.n },
        { ...one, n: two.n },
      ];
    return changed;
  },
  repeat: (entries, at) => entries.flatMap((one, index) => (index === at ? [one, one] : [one])),
  cut: (entries, at) => entries.slice(0, at),
  restamp: (entries, at) =>
    chained(
      entries.map(({ facts, actorName }, index) => ({
        rows: (JSON.parse(facts) as { rows: number }).rows + (index === at ? 1 : 0),
        actorName,
      })),
    ),
};

test.each(Object.entries(CHANGES))(
  '%s, anywhere in a sealed chain, is noticed',
  (_name, change) => {
    fc.assert(
      fc.property(notes, place, place, fc.nat({ max: 5 }), (given, at, other, every) => {
        const entries = chained(given);
        const sizes = entries.map(({ n }) => n).filter((n) => n % (every + 1) === 0);
        const filed = [...new Set([...sizes, entries.length])].map((n) => sealedAt(entries, n));
        expect(verdict(entries, filed)).toMatchObject({
          verdict: 'intact',
          sealed: entries.length,
        });
        const changed = change(entries, at % entries.length, other);
        expect(verdict(changed, filed).verdict).toBe('altered');
      }),
      { numRuns: 60 },
    );
  },
);

test('an entry is hashed in its canonical form', () => {
  const text = fc.string({ unit: 'binary' });
  const entry = fc.record({
    n: fc.nat(),
    at: fc.integer(),
    kind: text,
    actorId: text,
    actorName: text,
    facts: text,
    prev: text,
  });
  fc.assert(
    fc.property(entry, (one) => {
      const canonical = createHash('sha256').update(canonicalJson(one)).digest('hex');
      expect(entryHash(one)).toBe(canonical);
    }),
  );
});

test('one flipped letter in any checkpoint is noticed', () => {
  const entries = chained([{ rows: 1, actorName: '林晓' }]);
  const good = sealedAt(entries, 1);
  expect(verdict(entries, [good]).verdict).toBe('intact');
  fc.assert(
    fc.property(
      fc.constantFrom('head', 'publicKey', 'signature'),
      fc.nat({ max: 42 }),
      fc.constantFrom('A', 'b', '0', '1'),
      (field, at, letter) => {
        const text = good[field as 'head'];
        fc.pre(text[at] !== letter);
        const bad = { ...good, [field]: text.slice(0, at) + letter + text.slice(at + 1) };
        expect(verdict(entries, [bad]).verdict).toBe('altered');
      },
    ),
  );
});

test('entries after the last checkpoint can be cut unnoticed, which is why they are told as not sealed', () => {
  const entries = chained([1, 2, 3, 4].map((rows) => ({ rows, actorName: 'a' })));
  const filed = [sealedAt(entries, 2)];
  expect(verdict(entries, filed)).toMatchObject({ entries: 4, sealed: 2 });
  expect(verdict(entries.slice(0, 3), filed)).toMatchObject({ verdict: 'intact', entries: 3 });
});
