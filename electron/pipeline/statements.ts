/** What of the pipeline room runs in the replica's threads. */
import { addPerson, removePerson, updateAccount, updatePerson } from './accounts/commands';
import { accountDetail } from './accounts/detail';
import { board } from './board/board';
import { dwellJob } from './board/dwell';
import { create, createPipeline, transition, update } from './commands';
import { detail } from './detail';
import { findDuplicatesJob } from './duplicates/find';
import { judge } from './duplicates/judge';
import * as picks from './picks';
import { exportViewJob } from './exporting/export-view';
import { registerExport } from './exporting/register';
import { sentHistory } from './history-input';
import { groupPage, locate } from './group-page';
import { headJob } from './importing/inspect';
import { previewJob, runJob } from './importing/jobs';
import {
  fileHashJob,
  forgetPending,
  keepPending,
  keptPending,
  pendingImport,
} from './importing/pending';
import { rejectsJob } from './importing/rejects';
import { revertJob } from './importing/revert/apply';
import { imports } from './importing/revert/list';
import { planRevertJob } from './importing/revert/plan';
import { saveKeptJob } from './importing/revert/save-kept';
import { compare } from './merging/compare';
import { merge, merges } from './merging/merge';
import { unmerge } from './merging/unmerge';
import { approvals, decide } from './rules/approvals';
import { rulesHistory, saveRules } from './rules/stage-rules';
import * as queries from './queries';
import { aggregate } from './sheet/aggregate';
import { applyJob } from './sheet/apply';
import { planJob } from './sheet/plan';
import { targets } from './sheet/targets';
import { removeView, saveView, views } from './views';

export const pipelineQueries = {
  'pipeline.list': queries.list,
  'pipeline.counts': queries.counts,
  'pipeline.page': queries.page,
  'pipeline.summary': queries.summary,
  'pipeline.prepare': queries.prepare,
  'pipeline.groupPage': groupPage,
  'pipeline.views': views,
  'pipeline.probabilities': queries.probabilities,
  'pipeline.choices': queries.choices,
  'pipeline.owners': picks.owners,
  'pipeline.accounts': picks.accounts,
  'pipeline.products': picks.products,
  'pipeline.contacts': queries.contacts,
  'pipeline.locate': locate,
  'pipeline.detail': detail,
  'pipeline.board': board,
  'pipeline.approvals': approvals,
  'pipeline.rulesHistory': rulesHistory,
  'pipeline.aggregate': aggregate,
  'pipeline.targets': targets,
  'account.get': accountDetail,
  'account.compare': compare,
  'account.merges': merges,
  'import.remembered': queries.remembered,
  'import.list': imports,
  'import.pending': pendingImport,
  'import.keptPending': keptPending,
  'sandbox.history': sentHistory,
};

export const pipelineCommands = {
  'pipeline.create': create,
  'pipeline.createPipeline': createPipeline,
  'pipeline.saveView': saveView,
  'pipeline.removeView': removeView,
  'pipeline.update': update,
  'pipeline.transition': transition,
  'pipeline.decide': decide,
  'pipeline.saveRules': saveRules,
  'pipeline.registerExport': registerExport,
  'import.keepPending': keepPending,
  'import.forgetPending': forgetPending,
  'account.update': updateAccount,
  'account.addPerson': addPerson,
  'account.removePerson': removePerson,
  'account.updatePerson': updatePerson,
  'account.judge': judge,
  'account.merge': merge,
  'account.unmerge': unmerge,
};

export const pipelineReadJobs = {
  'import.head': headJob,
  'import.fileHash': fileHashJob,
  'import.preview': previewJob,
  'import.saveRejects': rejectsJob,
  'import.planRevert': planRevertJob,
  'import.saveKept': saveKeptJob,
  'pipeline.exportView': exportViewJob,
  'pipeline.planMany': planJob,
  'pipeline.dwell': dwellJob,
  'account.findDuplicates': findDuplicatesJob,
};

export const pipelineWriteJobs = {
  'import.run': runJob,
  'import.revert': revertJob,
  'pipeline.updateMany': applyJob,
};
