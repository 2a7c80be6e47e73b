import { z } from 'zod';
import {
  accountSchema,
  cellSchema,
  contactRoleSchema,
  contactSchema,
  idSchema,
  instantSchema,
  opportunityRowSchema,
  touchpointSchema,
} from '../model';

/** How much a person counts in the decision. */
export const INFLUENCES = ['high', 'medium', 'low'] as const;
const influenceSchema = z.enum(INFLUENCES);
/** How a person stands to us. */
export const ATTITUDES = ['supporter', 'neutral', 'opponent'] as const;
const attitudeSchema = z.enum(ATTITUDES);

/** A person of an account with the place in the decision; null = nobody has said. */
export const accountPersonSchema = contactSchema.extend({
  influence: influenceSchema.nullable(),
  attitude: attitudeSchema.nullable(),
  /** Who the person reports to, another person of the account. */
  managerId: idSchema.nullable(),
  version: z.number().int().positive(),
});
export type AccountPerson = z.infer<typeof accountPersonSchema>;

export const accountFactsSchema = accountSchema.extend({
  taxId: z.string().nullable(),
  website: z.string().nullable(),
  phone: z.string().nullable(),
  version: z.number().int().positive(),
});
export type AccountRecord = z.infer<typeof accountFactsSchema>;

const text = (max: number) => z.string().trim().max(max).nullable();

/** The facts of an account that a person may edit in place; empty text = null. */
export const accountPatchSchema = z
  .object({
    name: z.string().trim().min(1).max(200),
    shortName: text(80),
    taxId: text(40),
    website: text(200),
    phone: text(40),
    industry: text(120),
    region: text(60),
    city: text(60),
    segment: text(60),
    employees: z.number().int().nonnegative().max(100_000_000).nullable(),
  })
  .partial();
export type AccountPatch = z.infer<typeof accountPatchSchema>;

/** What is known of a person beside the place in the decision; empty text = null. */
const personFacts = {
  name: z.string().trim().min(1).max(120),
  role: contactRoleSchema,
  title: text(120),
  phone: text(40),
  email: text(200),
};

/** A person who is new here. */
export const newPersonSchema = z.object(personFacts);
export type NewPerson = z.infer<typeof newPersonSchema>;

export const personPatchSchema = z
  .object({
    ...personFacts,
    influence: influenceSchema.nullable(),
    attitude: attitudeSchema.nullable(),
    managerId: idSchema.nullable(),
  })
  .partial();
export type PersonPatch = z.infer<typeof personPatchSchema>;

const accountDealSchema = opportunityRowSchema
  .pick({
    id: true,
    pipelineId: true,
    name: true,
    stage: true,
    outcome: true,
    amountMinor: true,
    expectedCloseDay: true,
    closedDay: true,
    productName: true,
    ownerName: true,
    needSummary: true,
  })
  .extend({ pipelineName: z.string(), currency: z.string() });
export type AccountDeal = z.infer<typeof accountDealSchema>;

const accountTouchpointSchema = touchpointSchema.extend({ opportunityName: z.string().nullable() });
export type AccountTouchpoint = z.infer<typeof accountTouchpointSchema>;

/** Everything the page of an account shows. */
export const accountDetailSchema = z.object({
  account: accountFactsSchema,
  people: z.array(accountPersonSchema),
  /** In all pipelines, open ones first, then the newest; at most 300. */
  deals: z.array(accountDealSchema),
  /** Of the account and of its deals, newest first; at most 200. */
  touchpoints: z.array(accountTouchpointSchema),
  /** How many there are in all. */
  touchpointTotal: z.number().int().nonnegative(),
  /** How many of each channel in each month (`2026-11`) of the last twelve that end with the newest one. */
  rhythm: z.array(
    z.object({
      month: z.string(),
      channel: touchpointSchema.shape.channel,
      count: z.number().int().positive(),
    }),
  ),
  /** Documents whose text names the account. */
  documents: z.array(z.object({ id: idSchema, title: z.string(), updatedAt: instantSchema })),
  /** Rehearsals of its pipelines that give attention to a slice it is in. */
  rehearsals: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      createdAt: instantSchema,
      slices: z.array(z.string()),
    }),
  ),
  /** What was changed in the account itself, newest first; at most 50. */
  history: z.array(
    z.object({
      seq: z.number().int(),
      at: instantSchema,
      actorName: z.string(),
      op: z.enum(['insert', 'update', 'delete']),
      fields: z.array(z.object({ field: z.string(), was: cellSchema, now: cellSchema })),
    }),
  ),
  /** Whether what is masked of it may be asked for in full; null = nothing is masked. */
  masked: z.object({ mayUnmask: z.boolean() }).nullable(),
});
export type AccountDetail = z.infer<typeof accountDetailSchema>;
