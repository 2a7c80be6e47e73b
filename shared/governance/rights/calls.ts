import type { CallInput, CallName } from '../../contract';
import type { RightAction, RightObject } from './model';

/**
 * What a call asks for. `open`: nothing; what it reads holds only what the person sees. `writes`: nothing of its own; what
 * it writes is looked at where it is written. Otherwise a right that must be there.
 */
export type CallRight = 'open' | 'writes' | readonly [action: RightAction, object: RightObject];

const IMPORT = ['import', 'workspace'] as const;
const SETTINGS = ['settings', 'workspace'] as const;
const RESTORE = ['restore', 'workspace'] as const;
const AUDIT = ['viewAudit', 'workspace'] as const;
const MANY = ['editMany', 'workspace'] as const;
const REHEARSE = ['write', 'rehearsal'] as const;
const WRITE_DOCUMENT = ['write', 'document'] as const;

/** Every call of the contract with what it asks for. A call that is not here does not compile. */
const CALL_RIGHTS: {
  readonly [N in CallName]: CallRight | ((input: CallInput<N>) => CallRight);
} = {
  'app.info': 'open',
  'app.settings': 'open',
  'app.saveSettings': 'open',
  'app.reportError': 'open',
  'app.showWritten': 'open',
  'app.showFolder': 'open',
  'workspace.state': 'open',
  'workspace.openDemo': 'open',
  'workspace.resetDemo': RESTORE,
  'workspace.create': 'open',
  'workspace.open': 'open',
  'workspace.close': 'open',
  'workspace.pickFolder': 'open',
  'workspace.backups': 'open',
  'workspace.backup': 'writes',
  'workspace.restore': RESTORE,
  // Of closed workspaces: their key is asked for.
  'workspace.survey': 'open',
  'workspace.recover': 'open',
  'workspace.openReadOnly': 'open',
  'workspace.exportReadable': 'open',
  'history.list': 'open',
  'history.undo': 'writes',
  'history.redo': 'writes',
  'pipeline.list': 'open',
  'pipeline.counts': 'open',
  'pipeline.page': 'open',
  'pipeline.groupPage': 'open',
  'pipeline.views': 'open',
  'pipeline.saveView': 'writes',
  'pipeline.removeView': 'writes',
  'pipeline.probabilities': 'open',
  'pipeline.summary': 'open',
  'pipeline.choices': 'open',
  'pipeline.owners': 'open',
  'pipeline.contacts': 'open',
  'pipeline.accounts': 'open',
  'pipeline.products': 'open',
  'pipeline.detail': 'open',
  'pipeline.locate': 'open',
  'pipeline.create': 'writes',
  'pipeline.createPipeline': SETTINGS,
  'pipeline.update': 'writes',
  'pipeline.transition': 'writes',
  'pipeline.board': 'open',
  'pipeline.dwell': 'open',
  'pipeline.approvals': 'open',
  'pipeline.decide': ({ decision }) =>
    decision === 'withdraw' ? 'writes' : ['approve', 'workspace'],
  'pipeline.saveRules': SETTINGS,
  'pipeline.rulesHistory': 'open',
  'pipeline.aggregate': 'open',
  'pipeline.planMany': MANY,
  'pipeline.updateMany': MANY,
  'pipeline.exportView': ['exportFiles', 'workspace'],
  'account.get': 'open',
  'account.update': 'writes',
  'account.addPerson': 'writes',
  'account.removePerson': 'writes',
  'account.updatePerson': 'writes',
  // A merge moves whatever hangs on the records: what is looked at is looked at for that.
  'account.findDuplicates': MANY,
  'account.judge': MANY,
  'account.compare': MANY,
  'account.merge': MANY,
  'account.merges': 'open',
  'account.unmerge': MANY,
  'import.pickFile': IMPORT,
  'import.inspect': IMPORT,
  'import.preview': IMPORT,
  'import.run': IMPORT,
  'import.saveRejects': IMPORT,
  'import.pending': IMPORT,
  'import.resume': IMPORT,
  'import.forget': IMPORT,
  'import.list': IMPORT,
  'import.planRevert': IMPORT,
  'import.revert': IMPORT,
  'import.saveKept': IMPORT,
  'sandbox.fit': REHEARSE,
  'sandbox.run': REHEARSE,
  'sandbox.list': 'open',
  'sandbox.get': 'open',
  'sandbox.rename': REHEARSE,
  'sandbox.remove': REHEARSE,
  'sandbox.streams': 'open',
  'sandbox.lookAtStream': IMPORT,
  'sandbox.loadStream': IMPORT,
  'sandbox.clearStream': IMPORT,
  'study.models': 'open',
  'study.sources': 'open',
  'study.pickData': REHEARSE,
  'study.preview': REHEARSE,
  'study.run': REHEARSE,
  'study.risks': REHEARSE,
  'study.sensitivity': REHEARSE,
  'study.reach': REHEARSE,
  'study.promises': ['read', 'rehearsal'],
  'study.list': ['read', 'rehearsal'],
  'study.get': ['read', 'rehearsal'],
  'study.remark': REHEARSE,
  'study.decide': REHEARSE,
  'study.pin': REHEARSE,
  'study.remove': REHEARSE,
  'study.save': REHEARSE,
  'study.open': REHEARSE,
  'composer.list': 'open',
  'composer.get': ['read', 'document'],
  'composer.create': WRITE_DOCUMENT,
  // The document is looked at where it is written.
  'composer.ofStudy': ['read', 'rehearsal'],
  'composer.save': WRITE_DOCUMENT,
  'composer.versions': ['read', 'document'],
  'composer.version': ['read', 'document'],
  'composer.remove': WRITE_DOCUMENT,
  'composer.table': ['read', 'rehearsal'],
  'composer.chart': ['read', 'rehearsal'],
  'composer.export': ['export', 'document'],
  'composer.exportMany': ['export', 'document'],
  'composer.recipients': 'open',
  'composer.exports': 'open',
  'composer.ledger': 'open',
  'composer.keys': 'open',
  'composer.rotateKey': SETTINGS,
  'composer.revokeKey': SETTINGS,
  'composer.verify': 'open',
  'audit.page': AUDIT,
  'audit.verify': AUDIT,
  'audit.export': AUDIT,
  'personal.scan': AUDIT,
  'personal.unmask': 'writes',
  'personal.unmaskAccount': 'writes',
  'rights.me': 'open',
  'rights.people': 'open',
  'rights.savePerson': SETTINGS,
  // Asks for settings, too, but of the user and not of the person as whom the user looks.
  'rights.lookAs': 'open',
  'job.cancel': 'open',
};

/** What a call with this input asks for. */
export function rightOf<N extends CallName>(name: N, input: CallInput<N>): CallRight {
  const right = CALL_RIGHTS[name];
  return typeof right === 'function' ? right(input) : right;
}
