import { useCallback, useEffect, useState } from 'react';
import type { RecoverySurvey } from '#shared/workspace/model';
import { call } from '../app/api';

/** What can be brought back of a closed workspace: looked at once without a passphrase, and again when asked. */
export function useSurvey(folder: string) {
  const [survey, setSurvey] = useState<RecoverySurvey | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [looking, setLooking] = useState(true);
  const ask = useCallback(
    (passphrase: string | null) =>
      call('workspace.survey', { folder, passphrase })
        .then(setSurvey, setError)
        .finally(() => setLooking(false)),
    [folder],
  );
  useEffect(() => void ask(null), [ask]);
  const look = (passphrase: string | null): void => {
    setLooking(true);
    setError(null);
    void ask(passphrase);
  };
  return { survey, error, looking, look };
}
