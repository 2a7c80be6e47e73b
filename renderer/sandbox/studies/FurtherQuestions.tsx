import { memo } from 'react';
import type { StudyPlan } from '#shared/sandbox/studies/model';
import type { StudyRequest } from '#shared/sandbox/study';
import { ResponseCurve } from './ResponseCurve';
import type { ShownStudy } from './shown-study';
import { StudyRiskList } from './StudyRiskList';
import { StudySensitivityList } from './StudySensitivityList';
import { TargetSearch } from './TargetSearch';

/** What can be asked beyond the figures. It is drawn after them: a moving lever waits for its band, not for this. */
export const FurtherQuestions = memo(function FurtherQuestions(props: {
  readonly shown: ShownStudy;
  readonly plan: Omit<StudyPlan, 'request'>;
  readonly places: number;
  readonly onStress: (request: StudyRequest) => void;
}) {
  const { shown, plan, places, onStress } = props;
  return (
    <>
      <StudyRiskList shown={shown} plan={plan} onStress={onStress} />
      <StudySensitivityList shown={shown} plan={plan} />
      <ResponseCurve shown={shown} plan={plan} places={places} />
      <TargetSearch shown={shown} plan={plan} />
    </>
  );
});
