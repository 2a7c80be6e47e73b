import { describe, expect, it } from 'vitest';
import { readsTouchedBy } from '#renderer/app/touched-reads';

describe('readsTouchedBy', () => {
  it('re-reads the pipeline for its rows and for any entity it does not know', () => {
    expect(readsTouchedBy(['opportunity'])).toContain('pipeline.');
    expect(readsTouchedBy(['something_new'])).toContain('pipeline.');
  });

  it('leaves the pipeline alone when a document or a rehearsal changed', () => {
    expect(readsTouchedBy(['document'])).not.toContain('pipeline.');
    expect(readsTouchedBy(['document'])).toContain('composer.');
    expect(readsTouchedBy(['rehearsal'])).toContain('sandbox.');
  });

  it('always re-reads the state of the workspace, the history and what is left of imports', () => {
    expect(readsTouchedBy([])).toEqual(['workspace.', 'history.', 'import.list']);
  });
});
