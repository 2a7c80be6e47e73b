import { composerCommands, composerQueries, composerReadJobs } from '#electron/composer/statements';
import {
  governanceCommands,
  governanceQueries,
  governanceReadJobs,
} from '#electron/governance/statements';
import { rightsScope } from '#electron/governance/rights/scope';
import { auditWatch } from '#electron/governance/watch';
import {
  pipelineCommands,
  pipelineQueries,
  pipelineReadJobs,
  pipelineWriteJobs,
} from '#electron/pipeline/statements';
import {
  sandboxCommands,
  sandboxQueries,
  sandboxReadJobs,
  sandboxWriteJobs,
} from '#electron/sandbox/statements';
import { workspaceCommands, workspaceQueries } from '#electron/workspace/statements';
import { listActions, replicaStatus } from './history';

/** Everything that runs on the replica's threads, by name. The only file of the replica that knows the rooms. */
export const registry = {
  queries: {
    ...composerQueries,
    ...governanceQueries,
    ...pipelineQueries,
    ...sandboxQueries,
    ...workspaceQueries,
    'history.list': listActions,
    'replica.status': replicaStatus,
  },
  commands: {
    ...composerCommands,
    ...governanceCommands,
    ...pipelineCommands,
    ...sandboxCommands,
    ...workspaceCommands,
  },
  readJobs: { ...composerReadJobs, ...governanceReadJobs, ...pipelineReadJobs, ...sandboxReadJobs },
  writeJobs: { ...pipelineWriteJobs, ...sandboxWriteJobs },
  watch: auditWatch,
  scope: rightsScope,
  unveiled: [
    'account.findDuplicates',
    'import.preview',
    'import.planRevert',
    'import.saveKept',
    'personal.scan',
  ],
} as const;
