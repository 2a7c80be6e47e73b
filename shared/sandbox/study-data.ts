import { z } from 'zod';
import type { Program, ProgramField } from './program';

const MOST_PLACES = 2000;
const numbers = z.record(z.string(), z.number());

/** What a model of components reads: rows of places, rows of steps, single numbers. */
const studyDataSchema = z
  .object({
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** Number of steps; the model's own when not given. */
    steps: z.int().min(1).max(400).optional(),
    places: z
      .array(z.object({ id: z.string().min(1).max(64) }).catchall(z.number()))
      .max(MOST_PLACES)
      .default([]),
    /** A number for each step. */
    calendar: z.record(z.string(), z.array(z.number())).default({}),
    constants: numbers.default({}),
  })
  .strict();

/** Read, with the numbers of each place by their field. */
export interface StudyData {
  currency: string;
  steps?: number;
  places: Record<string, number>[];
  calendar: Record<string, number[]>;
  constants: Record<string, number>;
}

/** The schema of the data of a program: every field of it is there and within its limits, and nothing else is. */
export function studyDataOf(program: Program): z.ZodType<StudyData> {
  return studyDataSchema
    .superRefine((data, context) => {
      const steps = data.steps ?? program.steps;
      const problem = (path: (string | number)[], message: string): void =>
        context.addIssue({ code: 'custom', path, message });
      const one = (path: (string | number)[], field: ProgramField, value: unknown): void => {
        const { least, most, whole } = field;
        if (typeof value !== 'number') problem(path, '?');
        else if (!(value >= least && value <= most)) problem(path, `${least} … ${most}`);
        else if (whole && !Number.isInteger(value)) problem(path, '1, 2, 3 …');
      };
      const extra = (path: string[], record: object, fields: readonly ProgramField[]): void => {
        const known = ['id', ...fields.map(({ id }) => id)];
        const key = Object.keys(record).find((name) => !known.includes(name));
        if (key !== undefined) problem([...path, key], `≠ ${known.slice(1).join(', ')}`);
      };
      const fields = program.places?.fields ?? [];
      if (program.places !== null && data.places.length === 0) problem(['places'], '≥ 1');
      const seen = new Set<string>();
      data.places.forEach((place, i) => {
        const { id, ...own } = place;
        if (seen.has(id)) problem(['places', i, 'id'], `"${id}" × 2`);
        seen.add(id);
        for (const field of fields) one(['places', i, field.id], field, own[field.id]);
        extra(['places', String(i)], own, fields);
      });
      for (const field of program.calendar) {
        const row = data.calendar[field.id] ?? [];
        if (row.length !== steps) problem(['calendar', field.id], `${row.length} ≠ ${steps}`);
        row.forEach((value, i) => one(['calendar', field.id, i], field, value));
      }
      extra(['calendar'], data.calendar, program.calendar);
      for (const field of program.constants) {
        one(['constants', field.id], field, data.constants[field.id]);
      }
      extra(['constants'], data.constants, program.constants);
    })
    .transform(({ places, steps, ...rest }) => ({
      ...rest,
      ...(steps === undefined ? {} : { steps }),
      places: places.map(({ id: _id, ...own }) => own as Record<string, number>),
    }));
}
