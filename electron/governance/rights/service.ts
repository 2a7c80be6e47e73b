import type { Handlers } from '#electron/ipc';
import type { OpenReplica } from '#electron/replica/replica';
import { SandtableError } from '#shared/errors';
import { decide, deniedFields, scopeOf } from '#shared/governance/rights/decide';
import {
  type Perspective,
  SPECIAL_ACTIONS,
  type Standing,
  type Subject,
} from '#shared/governance/rights/model';
import { tellAudit } from '../tell';
import { forbidden } from './refusal';

type Replica = Pick<OpenReplica, 'reader' | 'writer' | 'perspective' | 'lookAs'>;
type RightsHandlers = Pick<Handlers, Extract<keyof Handlers, `rights.${string}`>>;

/** People, their roles, and looking as another; bound to the calls of the contract. */
export function rightsService(replica: () => Replica): RightsHandlers {
  return {
    'rights.me': () => standing(replica()),
    'rights.people': () => replica().reader.read('rights.people', null),
    'rights.savePerson': async (input) => {
      await replica().writer.write('rights.savePerson', input);
      return {};
    },
    'rights.lookAs': async ({ perspective }) => {
      const open = replica();
      if (perspective !== null) await assertMayLook(open);
      const was = open.perspective;
      const named = perspective === null ? null : await nameOf(open, perspective.personId);
      if (perspective !== null && named === null) {
        throw new SandtableError('NOT_FOUND', 'no such person', { id: perspective.personId });
      }
      // Told before it is done: nobody looks unseen.
      if (perspective !== null) {
        const facts = { ...perspective, person: named ?? '' };
        await tellAudit(open.writer, { kind: 'viewedAs', facts });
      } else if (was !== null) {
        await tellAudit(open.writer, { kind: 'viewedAsEnded', facts: { personId: was.personId } });
      }
      await open.lookAs(perspective);
      return standing(open);
    },
  };
}

async function standing({ reader, perspective }: Replica): Promise<Standing> {
  const subject = await subjectOf(reader, perspective);
  const people = await reader.read('rights.people', null);
  const { personId, role, team } = subject;
  const hidden = (object: 'opportunity' | 'account' | 'contact'): string[] => [
    ...deniedFields(role, 'read', object),
  ];
  return {
    personId,
    name: people.find(({ id }) => id === personId)?.name ?? '',
    role,
    team,
    looking: perspective !== null,
    hidden: {
      opportunity: hidden('opportunity'),
      account: hidden('account'),
      contact: hidden('contact'),
    },
    special: SPECIAL_ACTIONS.filter((action) => scopeOf({ role }, action, 'workspace') !== 'none'),
  };
}

/** The user's own right, whoever is looked as now. @throws SandtableError FORBIDDEN */
async function assertMayLook({ reader }: Replica): Promise<void> {
  const decision = decide(await subjectOf(reader, null), 'settings', 'workspace');
  if (!decision.allowed) throw forbidden(decision, 'settings', 'workspace');
}

async function subjectOf(
  reader: Replica['reader'],
  perspective: Perspective | null,
): Promise<Subject> {
  const subject = await reader.read('rights.subject', perspective);
  if (subject === null) throw new SandtableError('NO_WORKSPACE', 'nobody is here yet');
  return subject;
}

async function nameOf({ reader }: Replica, personId: string): Promise<string | null> {
  const people = await reader.read('rights.people', null);
  return people.find(({ id }) => id === personId)?.name ?? null;
}
