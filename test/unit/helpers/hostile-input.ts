import * as fc from 'fast-check';
import { z } from 'zod';
import { contract, type CallName } from '#shared/contract';

/** What tends to break programs that read text. */
const NASTY = [
  '',
  '__proto__',
  'constructor',
  "'; DROP TABLE opportunity; --",
  '../../../etc/passwd',
  'C:\\Windows\\win.ini',
  '\\\\server\\share',
  'file:///etc/passwd',
  '<img src=x onerror=alert(1)>',
  '=cmd|calc!A0',
  '\u0000',
  '\uD800',
  '\u202E反转',
  'é'.repeat(3000),
];

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...NASTY, null, true, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER + 2),
  fc.constantFrom<unknown>(undefined, Number.NaN, Number.POSITIVE_INFINITY, 10n, [], {}),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant(
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  ),
);

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const some = schema.anyOf ?? schema.oneOf;
  if (some !== undefined) return fc.oneof(...some.map(inputFor));
  if (schema.allOf !== undefined) {
    return fc.tuple(...schema.allOf.map(fitting)).map((parts) => Object.assign({}, ...parts));
  }
  switch (schema.type) {
    case 'object': {
      const requiredKeys = [...(schema.required ?? [])];
      const free = schema.additionalProperties;
      // A record over listed keys: they are required and have one schema.
      const listed =
        typeof free === 'object' ? requiredKeys.map((name) => [name, free] as const) : [];
      const fields = [...listed, ...Object.entries(schema.properties ?? {})];
      return fc.record(Object.fromEntries(fields.map(([name, of]) => [name, inputFor(of)])), {
        requiredKeys,
      });
    }
    case 'array':
      return fc.array(inputFor(schema.items ?? {}), { maxLength: 3 });
    case 'string':
      return fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom(...NASTY));
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -2, -1e9),
        max: Math.min(schema.maximum ?? 1000, 1e9),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? -10, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return hostile;
  }
}

/** Of eight values seven fit the schema at this place. */
function inputFor(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 7, arbitrary: fitting(schema) }, { weight: 1, arbitrary: hostile });
}

/** Inputs for a call of the contract: mostly of its form, so that they come far, with something hostile anywhere. */
export function hostileInput(name: CallName): fc.Arbitrary<unknown> {
  const schema = z.toJSONSchema(contract[name].input, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  });
  return inputFor(schema as Schema);
}
