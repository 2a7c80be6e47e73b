import { FIELD_ACTIONS, type RightRule, SPECIAL_ACTIONS } from './model';

const RECORDS = ['opportunity', 'account', 'contact', 'touchpoint'] as const;

/** Fields that say what a deal is worth. */
const MONEY = ['amountMinor', 'weightedMinor', 'discountBp', 'contractNo', 'annualRevenueMinor'];
/** Fields by which a contact is reached. */
const REACHED_BY = ['phone', 'email'];

/**
 * Who may do what. The order carries no meaning: a denial wins over any permission, and of several permissions the widest
 * counts.
 */
export const POLICY: readonly RightRule[] = [
  {
    id: 'ownerAll',
    effect: 'allow',
    roles: ['owner'],
    objects: [...RECORDS, 'rehearsal', 'document', 'content', 'workspace'],
    actions: [...FIELD_ACTIONS, ...SPECIAL_ACTIONS],
    scope: 'all',
  },
  {
    id: 'managerTeam',
    effect: 'allow',
    roles: ['manager'],
    objects: RECORDS,
    actions: ['read', 'write', 'export', 'unmask', 'seeWhole'],
    scope: 'team',
  },
  {
    id: 'managerShared',
    effect: 'allow',
    roles: ['manager'],
    objects: ['rehearsal', 'document'],
    actions: ['read', 'write', 'export'],
    scope: 'all',
  },
  {
    id: 'managerSpecial',
    effect: 'allow',
    roles: ['manager'],
    objects: ['workspace'],
    actions: ['editMany', 'exportFiles', 'approve'],
    scope: 'all',
  },
  {
    id: 'consultantOwn',
    effect: 'allow',
    roles: ['consultant'],
    objects: RECORDS,
    actions: ['read', 'write', 'unmask'],
    scope: 'own',
  },
  {
    id: 'consultantDocuments',
    effect: 'allow',
    roles: ['consultant'],
    objects: ['document'],
    actions: ['read', 'write', 'export'],
    scope: 'all',
  },
  {
    id: 'consultantKeepsOwner',
    effect: 'deny',
    roles: ['consultant'],
    objects: ['opportunity'],
    actions: ['write'],
    scope: 'all',
    fields: ['ownerId'],
  },
  {
    id: 'solutionRecords',
    effect: 'allow',
    roles: ['solutionManager'],
    objects: RECORDS,
    actions: ['read'],
    scope: 'all',
  },
  {
    id: 'solutionNoMoney',
    effect: 'deny',
    roles: ['solutionManager'],
    objects: ['opportunity', 'account'],
    actions: ['read', 'export'],
    scope: 'all',
    fields: MONEY,
  },
  {
    id: 'solutionNoContacts',
    effect: 'deny',
    roles: ['solutionManager'],
    objects: ['contact'],
    actions: ['read', 'export', 'unmask'],
    scope: 'all',
    fields: REACHED_BY,
  },
  {
    id: 'solutionDocuments',
    effect: 'allow',
    roles: ['solutionManager'],
    objects: ['document'],
    actions: ['read', 'write', 'export'],
    scope: 'all',
  },
  {
    id: 'solutionCurates',
    effect: 'allow',
    roles: ['solutionManager'],
    objects: ['workspace'],
    actions: ['curate'],
    scope: 'all',
  },
  {
    id: 'contentShared',
    effect: 'allow',
    roles: ['manager', 'consultant', 'solutionManager', 'operations'],
    objects: ['content'],
    actions: ['read', 'write'],
    scope: 'all',
  },
  {
    id: 'operationsAll',
    effect: 'allow',
    roles: ['operations'],
    objects: [...RECORDS, 'rehearsal', 'document'],
    actions: ['read', 'write', 'export'],
    scope: 'all',
  },
  {
    id: 'operationsSpecial',
    effect: 'allow',
    roles: ['operations'],
    objects: ['workspace'],
    actions: ['editMany', 'import', 'exportFiles', 'restore', 'viewAudit'],
    scope: 'all',
  },
];
