import type { Handlers } from '#electron/ipc';
import type { OpenReplica } from '#electron/replica/replica';
import { contract, type CallInput, type CallName } from '#shared/contract';
import { SandtableError } from '#shared/errors';
import { rightOf } from '#shared/governance/rights/calls';
import { decide } from '#shared/governance/rights/decide';
import { forbidden } from './refusal';

type Rightful = Pick<OpenReplica, 'reader' | 'perspective'>;

/**
 * The same handlers, each asking for its right first. Which rows and fields a person sees and may write is held in the
 * replica's threads; here are the rights on whole calls, and that looking as another person changes nothing.
 * @param replica that of the open workspace; null = none is open, and nobody has rights yet
 */
export function guarded<H extends Partial<Handlers>>(
  handlers: H,
  replica: () => Rightful | null,
): H {
  const entries = Object.entries(handlers).map(([name, handler]) => [
    name,
    async (input: never): Promise<unknown> => {
      await permit(replica, name as CallName, input);
      return (handler as (input: never) => unknown)(input);
    },
  ]);
  // The same names, the same inputs and outputs.
  return Object.fromEntries(entries) as H;
}

async function permit<N extends CallName>(
  replica: () => Rightful | null,
  name: N,
  input: CallInput<N>,
): Promise<void> {
  const right = rightOf(name, input);
  if (right === 'open') return;
  const open = replica();
  if (open === null) return;
  const { reader, perspective } = open;
  if (perspective !== null && contract[name].kind === 'command') {
    throw new SandtableError('VIEWING_AS', 'looking as another person changes nothing');
  }
  if (right === 'writes') return;
  const subject = await reader.read('rights.subject', perspective);
  if (subject === null) return;
  const decision = decide(subject, ...right);
  if (!decision.allowed) throw forbidden(decision, ...right);
}
