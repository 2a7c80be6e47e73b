import type { RunningJob } from '#electron/shell/jobs';
import type { ComposedDocument } from '#shared/composer/model';
import { studyDocument } from '#shared/composer/study-document';
import type { FigureStudy } from '#shared/composer/study-figures';
import { SandtableError } from '#shared/errors';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import { bestVariant } from '#shared/sandbox/studies/best';
import type { StudyRequest } from '#shared/sandbox/study';
import type { StudyRisks } from '#shared/sandbox/study-risk';
import type { Language } from '#shared/workspace/model';
import type { ComposerNeeds } from './service';
import { documentText } from './texts';

/** What the room needs of the sandbox: its models, and the risks of a study, measured again on the kept data. */
export interface StudyPort {
  readonly models: readonly ScenarioModel[];
  /** @throws SandtableError CANCELLED */
  risks(
    model: ScenarioModel,
    data: unknown,
    request: StudyRequest,
    variantId: string,
    options: {
      readonly signal: AbortSignal;
      readonly onProgress: (done: number, total: number) => void;
    },
  ): Promise<StudyRisks>;
}

type Needs = Pick<ComposerNeeds, 'replica' | 'studies' | 'newId'>;

/** A kept study with its model. @throws SandtableError NOT_FOUND */
export async function figureStudy({ replica, studies }: Needs, id: string): Promise<FigureStudy> {
  const study = await replica().reader.read('study.get', { id });
  const model = studies.models.find((one) => one.id === study.modelId);
  if (model === undefined) throw new SandtableError('NOT_FOUND', 'no such model');
  return { study, model };
}

/** A new document of a kept study. @throws SandtableError NOT_FOUND, CANCELLED */
export async function documentOfStudy(
  needs: Needs,
  { studyId, language }: { readonly studyId: string; readonly language: Language },
  { signal, progress }: RunningJob,
): Promise<ComposedDocument> {
  const { reader, writer } = needs.replica();
  const shown = await figureStudy(needs, studyId);
  const { study, model } = shown;
  const { content } = await reader.read('study.data', { hash: study.dataHash });
  const { variantId } = bestVariant(study.result);
  const risks = await needs.studies.risks(model, content, study.request, variantId, {
    signal,
    onProgress: (done, total) => progress(done, total, 'simulatingRisks'),
  });
  const text = documentText(language);
  const made = studyDocument(shown, { language, risks, text, newId: needs.newId });
  return writer.write('composer.create', { templateId: 'study-brief', content: made });
}
