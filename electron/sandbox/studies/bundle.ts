import { createHash } from 'node:crypto';
import { canonicalJson } from '#electron/replica/signing';
import { SandtableError } from '#shared/errors';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import {
  type BundleCheck,
  type StudyBundle,
  studyBundleSchema,
  type StudyRecord,
} from '#shared/sandbox/studies/model';
import type { StudyResult } from '#shared/sandbox/study';
import { hashOf } from './sources';

/** Ending of a study's file. */
export const STUDY_EXTENSION = 'sandtable-run';

/** A kept study as a file: JSON with a hash over all of it, so that a changed byte is seen before anything is played. */
export function writeBundle(study: StudyRecord, data: unknown): string {
  const bundle: StudyBundle = studyBundleSchema.parse({
    profile: 'sandtable-run/1',
    name: study.name,
    notes: study.notes,
    tags: study.tags,
    createdAt: study.createdAt,
    actorName: study.actorName,
    model: { id: study.modelId, version: study.result.modelVersion },
    origin: study.source.origin,
    fileName: study.source.fileName,
    firstDay: study.firstDay,
    data,
    dataHash: study.dataHash,
    request: study.request,
    result: study.result,
  });
  return `${JSON.stringify({ bundle, hash: sealOf(bundle) })}\n`;
}

/**
 * The study in a file's text.
 * @throws SandtableError STUDY_BUNDLE_INVALID when it is none or a byte of it was changed
 */
export function readBundle(text: string, fileName: string): StudyBundle {
  const refuse = (problem: string): never => {
    throw new SandtableError('STUDY_BUNDLE_INVALID', problem, { fileName, problem });
  };
  const parsed = studyBundleSchema.safeParse(partOf(text, 'bundle'));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(`${issue?.path.join('.') || 'bundle'}: ${issue?.message ?? ''}`);
  }
  return partOf(text, 'hash') === sealOf(parsed.data) ? parsed.data : refuse('hash');
}

function partOf(text: string, part: string): unknown {
  try {
    const file: unknown = JSON.parse(text);
    return typeof file === 'object' && file !== null
      ? (file as Record<string, unknown>)[part]
      : undefined;
  } catch {
    return undefined;
  }
}

function sealOf(bundle: StudyBundle): string {
  return createHash('sha256').update(canonicalJson(bundle)).digest('hex');
}

/** What differs between a bundle and the study played again from it here. */
export function compareBundle(
  bundle: StudyBundle,
  model: ScenarioModel,
  again: StudyResult,
): BundleCheck {
  const { result } = bundle;
  const differs = {
    data: hashOf(bundle.data).hash !== bundle.dataHash,
    model: model.version !== bundle.model.version,
    engine: again.engineVersion !== result.engineVersion,
    result: again.resultHash !== result.resultHash || again.replicates !== result.replicates,
  };
  const differences = (['data', 'model', 'engine', 'result'] as const).filter(
    (part) => differs[part],
  );
  return { differences, saidHash: result.resultHash, foundHash: again.resultHash };
}
