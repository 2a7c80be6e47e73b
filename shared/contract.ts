import { z } from 'zod';
import * as composer from './composer/model';
import * as content from './composer/content/block';
import { contradictionReasonSchema, contradictionSchema } from './composer/content/contradictions';
import { impactOfSchema, impactSchema } from './composer/content/impact';
import { shownVersionSchema } from './composer/content/shown';
import {
  evidenceSchema,
  sourceDecisionSchema,
  sourceFactsSchema,
  sourceSchema,
} from './composer/content/source';
import * as board from './pipeline/board';
import * as dwell from './pipeline/dwell';
import * as governance from './governance/model';
import * as personal from './governance/personal/report';
import * as rights from './governance/rights/model';
import * as importing from './pipeline/import-model';
import * as reverting from './pipeline/import-revert';
import * as groups from './pipeline/grid-groups';
import * as views from './pipeline/grid-view';
import * as accounts from './pipeline/accounts/model';
import * as duplicates from './pipeline/duplicates/model';
import * as merging from './pipeline/duplicates/merge-model';
import * as pipeline from './pipeline/model';
import * as approval from './pipeline/approval';
import * as stageRules from './pipeline/stage-rules';
import * as sheet from './pipeline/sheet/model';
import * as probability from './pipeline/computed';
import * as sandbox from './sandbox/model';
import { scenarioSchema } from './sandbox/scenario';
import * as streams from './sandbox/streams/model';
import * as studies from './sandbox/studies/model';
import { studyResultSchema } from './sandbox/study';
import { allocationAnswerSchema, allocationQuestionSchema } from './sandbox/allocation/model';
import { studyPromiseSchema } from './sandbox/studies/promise';
import { studyRisksSchema } from './sandbox/study-risk';
import { studySensitivitySchema } from './sandbox/study-sensitivity';
import { targetAnswerSchema, targetQuestionSchema } from './sandbox/study-target';
import * as workspace from './workspace/model';

const nothing = z.object({}).strict();
const done = z.object({}).strict();
const byId = z.object({ id: pipeline.idSchema });
const job = z.object({ jobId: pipeline.idSchema });
const pickedStreamFile = streams.streamPlanSchema.extend({
  fileToken: pipeline.idSchema,
  jobId: pipeline.idSchema,
});
const closedWorkspace = z.object({
  folder: z.string(),
  passphrase: z.string().max(200).nullable(),
});

/** A read: may be cached by its input. */
function query<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { kind: 'query', input, output } as const;
}

/** A write or an effect: never cached, never repeated by itself. */
function command<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { kind: 'command', input, output } as const;
}

/**
 * Every call that the window may make: name, what goes in, what comes out. The only list of what the UI may ask.
 * `electron/ipc.ts` binds it, `electron/preload.ts` hands it over as named functions, `renderer/app/api.ts` types it.
 */
export const contract = {
  'app.info': query(
    nothing,
    z.object({
      version: z.string(),
      electron: z.string(),
      chromium: z.string(),
      node: z.string(),
      sqlite: z.string(),
      /** `registry`: development runtime, never for a release; said on the version page. */
      runtime: z.enum(['release', 'registry']),
      platform: z.string(),
      logFolder: z.string(),
    }),
  ),
  'app.settings': query(nothing, workspace.appSettingsSchema),
  'app.saveSettings': command(workspace.appSettingsSchema.partial(), workspace.appSettingsSchema),
  /** The renderer's own errors, for the rotating log. No customer data: name, code and stack only. */
  'app.reportError': command(
    z.object({ name: z.string().max(200), stack: z.string().max(8000) }),
    done,
  ),
  /** A file that this app wrote in this run, by the token of the reply that told of it. */
  'app.showWritten': command(
    z.object({ file: z.string().max(64), how: z.enum(['open', 'folder']) }),
    done,
  ),
  'app.showFolder': command(z.object({ which: z.enum(['workspace', 'logs', 'exports']) }), done),

  'workspace.state': query(nothing, workspace.workspaceStateSchema),
  'workspace.openDemo': command(job.partial(), workspace.workspaceStateSchema),
  'workspace.resetDemo': command(job.partial(), workspace.workspaceStateSchema),
  'workspace.create': command(
    z.object({
      name: z.string().trim().min(1).max(80),
      userName: z.string().trim().min(1).max(80),
      /** Null = the default place. A folder comes from `workspace.pickFolder`. */
      folder: z.string().nullable(),
      /** Null only where the operating system keeps keys. */
      passphrase: workspace.passphraseSchema.nullable(),
    }),
    workspace.workspaceStateSchema,
  ),
  'workspace.open': command(
    z.object({ folder: z.string(), passphrase: z.string().max(200).nullable() }),
    workspace.workspaceStateSchema,
  ),
  'workspace.close': command(nothing, workspace.workspaceStateSchema),
  'workspace.pickFolder': command(
    z.object({ purpose: z.enum(['create', 'open']) }),
    z.object({ folder: z.string().nullable() }),
  ),
  'workspace.backups': query(nothing, z.array(workspace.backupSchema)),
  'workspace.backup': command(nothing, workspace.backupSchema),
  'workspace.restore': command(
    z.object({ folder: z.string(), fileName: z.string(), passphrase: z.string().nullable() }),
    workspace.workspaceStateSchema,
  ),
  /** What could be brought back of a workspace that does not open. Reads every page: takes seconds for a large file. */
  'workspace.survey': command(closedWorkspace, workspace.recoverySurveySchema),
  'workspace.recover': command(
    closedWorkspace.extend({ way: workspace.recoveryWaySchema }),
    workspace.workspaceStateSchema,
  ),
  'workspace.openReadOnly': command(closedWorkspace, workspace.workspaceStateSchema),
  /** Null when the person closed the folder dialog. */
  'workspace.exportReadable': command(
    closedWorkspace,
    z.object({ folder: z.string(), tables: z.array(workspace.readTableSchema) }).nullable(),
  ),

  'history.list': query(
    z.object({ limit: z.number().int().min(1).max(500) }),
    z.array(workspace.actionSchema),
  ),
  /** With an action: refused unless that one is the newest. */
  'history.undo': command(
    z.object({ actionId: pipeline.idSchema.optional() }).strict(),
    workspace.actionSchema,
  ),
  'history.redo': command(nothing, workspace.actionSchema),

  'pipeline.list': query(nothing, z.array(pipeline.pipelineSchema)),
  'pipeline.counts': query(nothing, z.array(pipeline.pipelineCountSchema)),
  'pipeline.page': query(
    z.object({
      query: pipeline.gridQuerySchema,
      offset: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(500),
    }),
    pipeline.gridPageSchema,
  ),
  /** A window of the rows by groups: headers with totals, and the rows of open groups. */
  'pipeline.groupPage': query(groups.groupPageInputSchema, groups.groupPageSchema),
  /** Null = of all pipelines. */
  'pipeline.views': query(
    z.object({ pipelineId: pipeline.idSchema.nullable() }),
    z.array(views.savedViewSchema),
  ),
  /** Keeps a view; id null = a new one. */
  'pipeline.saveView': command(
    views.savedViewSchema.omit({ version: true }).extend({ id: pipeline.idSchema.nullable() }),
    views.savedViewSchema,
  ),
  'pipeline.removeView': command(byId, done),
  /** How likely open deals of each stage are to be won: what weighted amounts are made with. */
  'pipeline.probabilities': query(
    z.object({ pipelineId: pipeline.idSchema }),
    probability.stageProbabilitiesSchema,
  ),
  'pipeline.summary': query(pipeline.gridQuerySchema, pipeline.gridSummarySchema),
  'pipeline.choices': query(
    z.object({ pipelineId: pipeline.idSchema, field: pipeline.gridFieldSchema }),
    z.array(pipeline.choiceSchema),
  ),
  'pipeline.owners': query(
    z.object({ pipelineId: pipeline.idSchema }),
    z.array(pipeline.ownerPickSchema),
  ),
  'pipeline.contacts': query(
    z.object({ accountId: pipeline.idSchema.nullable() }),
    z.array(pipeline.contactSchema),
  ),
  /** Accounts to choose from: name, short name or pinyin contains `search`; empty = the first by pinyin. */
  'pipeline.accounts': query(
    z.object({
      pipelineId: pipeline.idSchema,
      search: z.string().max(200),
      limit: z.number().int().min(1).max(100),
    }),
    z.array(pipeline.accountPickSchema),
  ),
  'pipeline.products': query(
    z.object({ pipelineId: pipeline.idSchema }),
    z.array(pipeline.productPickSchema),
  ),
  'pipeline.detail': query(byId, pipeline.opportunityDetailSchema),
  /** Position of a row in a view (0-based), or null when it is not in it. */
  'pipeline.locate': query(
    groups.locateInputSchema,
    z.object({ offset: z.number().int().nonnegative().nullable() }),
  ),
  'pipeline.create': command(
    z.object({
      pipelineId: pipeline.idSchema,
      name: z.string().trim().min(1).max(200),
      patch: pipeline.opportunityPatchSchema,
    }),
    pipeline.opportunityRowSchema,
  ),
  'pipeline.createPipeline': command(
    z.object({ name: z.string().trim().min(1).max(120), currency: z.string().length(3) }),
    pipeline.pipelineSchema,
  ),
  'pipeline.update': command(
    z.object({
      id: pipeline.idSchema,
      version: z.number().int().positive(),
      patch: pipeline.opportunityPatchSchema,
      reason: z.string().max(400).nullable(),
    }),
    pipeline.opportunityRowSchema,
  ),
  /** Stage or outcome change under the rules of `shared/pipeline/stages.ts`; `patch` fills required fields in the same action. */
  'pipeline.transition': command(
    z.object({
      id: pipeline.idSchema,
      version: z.number().int().positive(),
      to: z.union([
        z.object({ stage: pipeline.stageSchema }),
        z.object({ outcome: pipeline.outcomeSchema }),
      ]),
      patch: pipeline.opportunityPatchSchema,
      reason: z.string().max(400).nullable(),
    }),
    pipeline.opportunityRowSchema,
  ),
  /** Figures of the board's columns over the rows of a view, and windows of cards, of one state of the data. */
  'pipeline.board': query(board.boardInputSchema, board.boardSchema),
  /** How long deals stay in each stage. */
  'pipeline.dwell': query(z.object({ pipelineId: pipeline.idSchema }), dwell.stageDwellSchema),
  /** Requests to enter a gated stage: what waits for the present user, and what the user asked for. */
  'pipeline.approvals': query(nothing, approval.approvalListSchema),
  /** Approving moves the deal; returning needs a reason. */
  'pipeline.decide': command(
    z.object({
      id: pipeline.idSchema,
      version: z.number().int().positive(),
      decision: z.enum(['approve', 'return', 'withdraw']),
      reason: z.string().max(400).nullable(),
    }),
    pipeline.opportunityRowSchema,
  ),
  'pipeline.saveRules': command(
    z.object({
      pipelineId: pipeline.idSchema,
      version: z.number().int().positive(),
      rules: stageRules.stageRulesSchema,
    }),
    done,
  ),
  'pipeline.rulesHistory': query(
    z.object({ pipelineId: pipeline.idSchema }),
    z.array(stageRules.rulesHistoryEntrySchema),
  ),
  /** Counts and sums of selected cells, also of rows that are not on the screen. */
  'pipeline.aggregate': query(sheet.aggregateInputSchema, sheet.aggregateSchema),
  /** What an edit of many rows would do; nothing is written. */
  'pipeline.planMany': command(sheet.sheetEditSchema.and(job), sheet.sheetPlanSchema),
  /** The same as one undoable action, if the rows are still those of the plan (`CONFLICT_VERSION`). */
  'pipeline.updateMany': command(
    sheet.sheetEditSchema.and(job).and(z.object({ fingerprint: z.string().max(64) })),
    sheet.sheetResultSchema,
  ),
  'pipeline.exportView': command(
    pipeline.tableExportRequestSchema.and(job),
    /** Null when the person closed the file dialog. */
    pipeline.tableExportSchema.nullable(),
  ),

  'account.get': query(byId, accounts.accountDetailSchema),
  'account.update': command(
    z.object({
      id: pipeline.idSchema,
      version: z.number().int().positive(),
      patch: accounts.accountPatchSchema,
    }),
    accounts.accountFactsSchema,
  ),
  'account.addPerson': command(
    z.object({ accountId: pipeline.idSchema, person: accounts.newPersonSchema }),
    accounts.accountPersonSchema,
  ),
  /** Those who report to the person report to whom it reported. */
  'account.removePerson': command(
    z.object({ id: pipeline.idSchema, version: z.number().int().positive() }),
    byId,
  ),
  /** What is known of a person, and its place in the decision. */
  'account.updatePerson': command(
    z.object({
      id: pipeline.idSchema,
      version: z.number().int().positive(),
      patch: accounts.personPatchSchema,
    }),
    accounts.accountPersonSchema,
  ),
  /** Looks through the whole workspace for records that stand in it twice. */
  'account.findDuplicates': command(
    z.object({ kind: duplicates.duplicateKindSchema }).and(job),
    duplicates.duplicateSearchSchema,
  ),
  'account.judge': command(
    z.object({
      kind: duplicates.duplicateKindSchema,
      a: pipeline.idSchema,
      b: pipeline.idSchema,
      verdict: duplicates.verdictSchema,
    }),
    done,
  ),
  'account.compare': query(
    z.object({
      kind: duplicates.duplicateKindSchema,
      one: pipeline.idSchema,
      other: pipeline.idSchema,
    }),
    merging.comparisonSchema,
  ),
  'account.merge': command(merging.mergeInputSchema, byId),
  /** Null = of all records. */
  'account.merges': query(
    z.object({ survivor: pipeline.idSchema.nullable() }),
    z.array(merging.mergeRecordSchema),
  ),
  'account.unmerge': command(byId, merging.unmergeResultSchema),

  'import.pickFile': command(nothing, importing.importInspectionSchema.nullable()),
  /** A file dropped on the window: `droppedFile` is turned into a token by the preload. */
  'import.inspect': query(
    z.object({
      fileToken: pipeline.idSchema,
      kind: importing.importKindSchema.nullable(),
      format: importing.formatChoiceSchema.nullable(),
    }),
    importing.importInspectionSchema,
  ),
  'import.preview': command(importing.importPlanSchema.and(job), importing.importPreviewSchema),
  'import.run': command(importing.importPlanSchema.and(job), importing.importReportSchema),
  /** The rejected rows with a column of reasons, as a file (default: CSV) the person chooses a place for. */
  'import.saveRejects': command(
    importing.importPlanSchema
      .and(job)
      .and(z.object({ fileFormat: z.enum(pipeline.EXPORT_FORMATS).optional() })),
    z.object({ fileName: z.string(), rows: z.number().int() }).nullable(),
  ),
  /** The import that was begun last and not finished; null when there is none. */
  'import.pending': query(nothing, importing.pendingImportSchema.nullable()),
  /** Takes it up again: its file, and how it was to be read. @throws NOT_FOUND, and what the file is refused for */
  'import.resume': command(nothing, importing.resumedImportSchema),
  /** Lets it go. */
  'import.forget': command(nothing, done),
  /** The imports of this workspace, newest first. */
  'import.list': query(nothing, z.array(reverting.importRunSchema)),
  /** What taking an import back would do; nothing is written. */
  'import.planRevert': command(reverting.revertRequestSchema.and(job), reverting.revertPlanSchema),
  /** The same as one undoable action, if the data are still those of the plan (`CONFLICT_VERSION`). */
  'import.revert': command(
    reverting.revertRequestSchema.and(job).and(z.object({ fingerprint: z.string().max(64) })),
    reverting.revertResultSchema,
  ),
  /** The records that a revert would keep, with reasons, as a CSV the person chooses a place for. */
  'import.saveKept': command(
    reverting.revertRequestSchema.and(job),
    z.object({ fileName: z.string(), rows: z.number().int() }).nullable(),
  ),

  'sandbox.fit': command(
    z
      .object({
        pipelineId: pipeline.idSchema,
        historyFromDay: pipeline.daySchema.nullable(),
      })
      .and(job),
    sandbox.fitReportSchema,
  ),
  'sandbox.run': command(
    sandbox.runRequestSchema.and(job).and(z.object({ name: z.string().trim().min(1).max(120) })),
    sandbox.runResultSchema,
  ),
  'sandbox.list': query(
    z.object({ pipelineId: pipeline.idSchema.nullable() }),
    z.array(sandbox.runSummarySchema),
  ),
  'sandbox.get': query(byId, sandbox.runResultSchema),
  'sandbox.rename': command(
    z.object({ id: pipeline.idSchema, name: z.string().trim().min(1).max(120) }),
    sandbox.runSummarySchema,
  ),
  'sandbox.remove': command(byId, done),
  'sandbox.streams': query(nothing, z.array(streams.streamStatusSchema)),
  /** What a file would bring to a stream; writes nothing. */
  'sandbox.lookAtStream': command(pickedStreamFile, streams.streamReportSchema),
  'sandbox.loadStream': command(pickedStreamFile, streams.streamReportSchema),
  'sandbox.clearStream': command(z.object({ stream: streams.loadedStreamIdSchema }), done),

  /** A folder of tables that the person picks. */
  'sandbox.pickAllocation': command(
    nothing,
    z.object({ folderToken: z.string(), name: z.string() }).nullable(),
  ),
  /** Which transfers between stores save most; nothing of it is kept. */
  'sandbox.allocate': command(allocationQuestionSchema.and(job), allocationAnswerSchema),
  /** Pick lists of the plan as a workbook that the person chooses a place for. */
  'sandbox.savePickLists': command(
    allocationQuestionSchema.and(job).and(z.object({ suggestedName: z.string().max(120) })),
    z.object({ fileName: z.string() }).nullable(),
  ),

  'study.models': query(nothing, z.array(scenarioSchema)),
  /** Data that a model can be asked of, the best first. */
  'study.sources': query(
    z.object({ modelId: z.string().max(64) }),
    z.array(studies.studySourceSchema),
  ),
  /** Data for a model from a JSON file that the person picks. */
  'study.pickData': command(
    z.object({ modelId: z.string().max(64) }),
    studies.studySourceSchema.nullable(),
  ),
  /** Plays without keeping: while somebody moves a lever. */
  'study.preview': command(studies.studyPlanSchema.and(job), studyResultSchema),
  'study.run': command(
    studies.studyPlanSchema.and(job).and(z.object({ name: z.string().trim().min(1).max(120) })),
    studies.studyRecordSchema,
  ),
  /** What each switch and assumption does to a variant, by forced twins. */
  'study.risks': command(
    studies.studyPlanSchema.and(job).and(z.object({ variantId: z.string().max(64) })),
    studyRisksSchema,
  ),
  /** Which uncertain assumption the spread of a variant's outcomes comes from (Sobol indices). */
  'study.sensitivity': command(
    studies.studyPlanSchema.and(job).and(z.object({ variantId: z.string().max(64) })),
    studySensitivitySchema,
  ),
  /** What position of a lever reaches a target with the chance that is asked for. */
  'study.reach': command(
    studies.studyPlanSchema.and(job).and(z.object({ question: targetQuestionSchema })),
    targetAnswerSchema,
  ),
  'study.list': query(nothing, z.array(studies.studySummarySchema)),
  'study.get': query(byId, studies.studyRecordSchema),
  /** What adopted studies promised, and what happened as far as streams tell it. */
  'study.promises': query(nothing, z.array(studyPromiseSchema)),
  'study.remark': command(studies.studyRemarksSchema, studies.studySummarySchema),
  'study.decide': command(studies.studyDecisionSchema, studies.studySummarySchema),
  'study.pin': command(byId.and(z.object({ pinned: z.boolean() })), studies.studySummarySchema),
  'study.remove': command(byId, done),
  /** As a file that the person chooses a place for. */
  'study.save': command(byId, z.object({ fileName: z.string() }).nullable()),
  /** Plays a study's file again, keeps it, and tells whether it gives the same bits. */
  'study.open': command(
    job,
    z.object({ study: studies.studyRecordSchema, check: studies.bundleCheckSchema }).nullable(),
  ),

  'composer.list': query(nothing, z.array(composer.documentSummarySchema)),
  'composer.get': query(byId, composer.composedDocumentSchema),
  'composer.create': command(
    z.object({
      templateId: z.literal('rehearsal-brief'),
      title: z.string().trim().min(1).max(200),
      language: z.enum(['zh-CN', 'en']),
      runId: pipeline.idSchema.nullable(),
    }),
    composer.composedDocumentSchema,
  ),
  /** A kept study as a document: answer, figures, risks (measured now), citation. */
  'composer.ofStudy': command(
    z.object({ studyId: pipeline.idSchema, language: z.enum(['zh-CN', 'en']) }).and(job),
    composer.composedDocumentSchema,
  ),
  'composer.save': command(
    z.object({
      id: pipeline.idSchema,
      version: z.number().int().positive(),
      content: composer.documentContentSchema,
      label: z.string().trim().min(1).max(80).nullable(),
    }),
    composer.documentSummarySchema,
  ),
  'composer.versions': query(byId, z.array(composer.documentVersionSchema)),
  'composer.version': query(
    z.object({ id: pipeline.idSchema, version: z.number().int().positive() }),
    composer.documentContentSchema,
  ),
  'composer.remove': command(byId, done),
  /** A rehearsal's table as the PDF will show it, in the document's language. */
  'composer.table': query(
    z.object({
      runId: pipeline.idSchema,
      table: composer.tableNameSchema,
      language: z.enum(['zh-CN', 'en']),
    }),
    composer.renderedTableSchema,
  ),
  /** A rehearsal's chart as an SVG document (text), drawn exactly as in the PDF. */
  'composer.chart': query(
    z.object({
      runId: pipeline.idSchema,
      chart: composer.chartNameSchema,
      language: z.enum(['zh-CN', 'en']),
    }),
    z.object({ svg: z.string(), alt: z.string() }),
  ),
  'composer.export': command(
    z
      .object({
        id: pipeline.idSchema,
        recipient: composer.recipientSchema,
        format: composer.exportFormatSchema,
        reason: contradictionReasonSchema,
      })
      .and(job),
    composer.exportReceiptSchema.nullable(),
  ),
  /** One file for each, in a folder that the person chooses; null = the dialog was closed. */
  'composer.exportMany': command(
    z
      .object({
        id: pipeline.idSchema,
        recipients: z.array(composer.recipientSchema).min(1).max(composer.MOST_RECIPIENTS),
        format: composer.exportFormatSchema,
        reason: contradictionReasonSchema,
      })
      .and(job),
    composer.batchReportSchema.nullable(),
  ),
  /** Contacts with their customers, as recipients: those whose name or customer contains `search`, at most 50. */
  'composer.recipients': query(
    z.object({ search: z.string().max(100) }),
    z.array(z.object({ id: pipeline.idSchema, name: z.string(), account: z.string().nullable() })),
  ),
  'composer.exports': query(
    z.object({ documentId: pipeline.idSchema.nullable() }),
    z.array(
      composer.exportReceiptSchema.and(z.object({ recipient: z.string(), title: z.string() })),
    ),
  ),
  /** What left this laptop, searchable; entries are never changed nor removed. */
  'composer.ledger': query(composer.ledgerQuestionSchema, composer.ledgerPageSchema),
  'composer.keys': query(nothing, z.array(composer.signingKeySchema)),
  /** A new key signs from now on. */
  'composer.rotateKey': command(nothing, z.object({ fingerprint: z.string() })),
  /** Says for ever that others may hold a key. */
  'composer.revokeKey': command(
    z.object({ keyId: pipeline.idSchema, reason: z.string().trim().min(1).max(200) }),
    z.object({ fingerprint: z.string() }),
  ),
  /** Verify a dropped file by token, or pick one when the token is null. */
  'composer.verify': command(
    z.object({ fileToken: pipeline.idSchema.nullable() }),
    composer.verifyReportSchema.nullable(),
  ),

  /** Blocks by full-text search; an empty one = all. */
  'content.blocks': query(
    z.object({ search: z.string().max(200) }),
    z.array(content.blockSummarySchema),
  ),
  'content.block': query(byId, content.contentBlockSchema),
  /** Released versions for a document of a language. */
  'content.palette': query(
    z.object({ search: z.string().max(200), language: z.enum(['zh-CN', 'en']) }),
    z.array(content.contentVersionSchema),
  ),
  /** Versions that a document refers to, as they are printed. */
  'content.shown': query(
    z.object({ ids: z.array(pipeline.idSchema).max(300) }),
    z.array(shownVersionSchema),
  ),
  'content.impact': query(impactOfSchema, impactSchema),
  /** Where a document contradicts what its customer is or was told. */
  'content.radar': query(byId, z.array(contradictionSchema)),
  'content.createBlock': command(
    z.object({
      kind: content.contentKindSchema,
      language: z.enum(['zh-CN', 'en']),
      ownerId: pipeline.idSchema.nullable(),
      content: content.versionContentSchema,
    }),
    content.contentBlockSchema,
  ),
  'content.saveDraft': command(
    z.object({
      id: pipeline.idSchema,
      version: z.number().int().positive(),
      content: content.versionContentSchema,
    }),
    content.contentBlockSchema,
  ),
  /** Begins the next version of a block. */
  'content.revise': command(z.object({ blockId: pipeline.idSchema }), content.contentBlockSchema),
  'content.comment': command(
    z.object({ versionId: pipeline.idSchema, text: z.string().trim().min(1).max(2000) }),
    content.contentBlockSchema,
  ),
  /** Submits a draft for review, or takes it back. */
  'content.submit': command(
    z.object({
      id: pipeline.idSchema,
      version: z.number().int().positive(),
      move: z.enum(content.AUTHOR_MOVES),
    }),
    content.contentBlockSchema,
  ),
  /** Returns, releases, verifies again or withdraws a version. */
  'content.review': command(
    z.object({
      id: pipeline.idSchema,
      version: z.number().int().positive(),
      move: z.enum(content.CURATOR_MOVES),
      reason: z.string().trim().max(400),
    }),
    content.contentBlockSchema,
  ),
  'content.removeBlock': command(byId, byId),
  'content.sources': query(nothing, z.array(sourceSchema)),
  /** Name, size and digest of a dropped file, or of one to pick when the token is null. */
  'content.pickEvidence': command(
    z.object({ fileToken: pipeline.idSchema.nullable() }),
    evidenceSchema.nullable(),
  ),
  /** Asks for a source to be admitted; id null = a new one. */
  'content.requestSource': command(
    z.object({
      id: pipeline.idSchema.nullable(),
      version: z.number().int().nonnegative(),
      facts: sourceFactsSchema,
    }),
    sourceSchema,
  ),
  'content.decideSource': command(sourceDecisionSchema, sourceSchema),
  'content.removeSource': command(byId, byId),

  'audit.page': query(governance.auditPageInputSchema, governance.auditPageSchema),
  /** Recomputes the whole chain, as a job. Changes nothing. */
  'audit.verify': command(job, governance.auditReportSchema),
  /** Asks for the place; null = the dialog was closed. */
  'audit.export': command(
    job.extend(governance.auditFilterSchema.shape),
    z.object({ fileName: z.string(), rows: z.number().int().nonnegative() }).nullable(),
  ),

  /** Looks through all fields that may hold personal data; changes nothing. */
  'personal.scan': command(job, personal.personalReportSchema),
  /** An opportunity and all that its panel shows in full, for this look only; the audit keeps the reason. */
  'personal.unmask': command(
    z.object({ id: pipeline.idSchema, reason: z.string().trim().min(2).max(200) }),
    pipeline.opportunityDetailSchema,
  ),
  /** As `personal.unmask`, for the page of an account. */
  'personal.unmaskAccount': command(
    z.object({ id: pipeline.idSchema, reason: z.string().trim().min(2).max(200) }),
    accounts.accountDetailSchema,
  ),

  /** For whom the window shows what it shows: the user, or the person as whom the user looks. */
  'rights.me': query(nothing, rights.standingSchema),
  'rights.people': query(nothing, z.array(rights.personSchema)),
  'rights.savePerson': command(rights.personChangeSchema, done),
  /** Looks as another person, reading only; null = as oneself again. */
  'rights.lookAs': command(
    z.object({ perspective: rights.perspectiveSchema.nullable() }),
    rights.standingSchema,
  ),

  'job.cancel': command(job, done),
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type CallInput<N extends CallName> = z.input<Contract[N]['input']>;
export type CallOutput<N extends CallName> = z.output<Contract[N]['output']>;

/** What main tells the window without being asked. */
export const feeds = {
  /** Data changed: which kinds of entity, and which rows (empty = many). The only source of cache invalidation. */
  changes: z.object({ entities: z.array(z.string()), ids: z.array(z.string()) }),
  progress: z.object({
    jobId: pipeline.idSchema,
    kind: z.enum([
      'import',
      'revert',
      'duplicates',
      'export',
      'edit',
      'fit',
      'rehearsal',
      'study',
      'glance',
      'allocation',
      'preview',
      'scan',
      'verify',
      'demo',
      'backup',
      'compose',
    ]),
    state: z.enum(['running', 'done', 'failed', 'cancelled']),
    done: z.number().nonnegative(),
    /** 0 = unknown. */
    total: z.number().nonnegative(),
    /** Sentence key under `jobs:phase.<phase>`. */
    phase: z.string(),
    /** Of a rehearsal of the pipeline, or of a study. */
    partial: z.union([sandbox.partialSchema, studyResultSchema]).nullable(),
  }),
  /** A command chosen in the native menu: an id of `renderer/app/commands.ts`. */
  menu: z.object({ commandId: z.string() }),
  /** A background part failed and was restarted, or needs the person. */
  incident: z.object({
    part: z.enum(['writer', 'reader', 'disk', 'simulation', 'renderer']),
    recovered: z.boolean(),
  }),
} as const;

export type FeedName = keyof typeof feeds;
export type FeedMessage<N extends FeedName> = z.output<(typeof feeds)[N]>;

/** The reply of every call: a value (and the undoable action that made it, if any), or a failure as data. */
export type Reply<T> =
  /** `file`: a token of the file that the call wrote. */
  | { ok: true; value: T; actionId?: string; file?: string }
  | { ok: false; error: import('./errors').Failure };
