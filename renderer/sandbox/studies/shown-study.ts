import { useMemo } from 'react';
import type { ScenarioModel, ScenarioOutput } from '#shared/sandbox/scenario';
import type { StudyRequest, StudyResult } from '#shared/sandbox/study';
import { useFormat } from '../../kit/use-format';
import { type Reading, readingOf } from '#shared/sandbox/studies/reading';

/** Figures of a study, growing or finished, with what was asked. */
export interface ShownStudy {
  readonly model: ScenarioModel;
  readonly request: StudyRequest;
  readonly result: StudyResult;
  readonly currency: string;
}

/** One scale over what variants have more or less than the baseline: smaller than the figures themselves. */
export function useDifferenceReading(
  { result, currency }: Pick<ShownStudy, 'result' | 'currency'>,
  output: ScenarioOutput | undefined,
): Reading {
  const format = useFormat();
  return useMemo(() => {
    const values = result.variants.flatMap(({ outputs }) => {
      const mean = outputs[output?.id ?? '']?.difference?.mean;
      return mean === undefined ? [] : [Math.abs(mean.value), 1.96 * mean.se];
    });
    return readingOf(output?.unit ?? 'share', currency, values, format);
  }, [result, currency, output, format]);
}

/** One scale over everything that is said of an output. */
export function useReading(
  { result, currency }: Pick<ShownStudy, 'result' | 'currency'>,
  output: ScenarioOutput | undefined,
): Reading {
  const format = useFormat();
  return useMemo(() => {
    const values = result.variants.map(({ outputs }) => outputs[output?.id ?? '']?.p90.value ?? 0);
    return readingOf(output?.unit ?? 'share', currency, values, format);
  }, [result, currency, output, format]);
}
