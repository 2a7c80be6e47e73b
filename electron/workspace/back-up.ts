import type { OpenReplica } from '#electron/replica/replica';
import type { Backup } from '#shared/workspace/model';

/** Makes a backup and tells the audit of it. @throws SandtableError DISK_FULL, REPLICA_DAMAGED */
export async function backUp(replica: OpenReplica, reason: Backup['reason']): Promise<Backup> {
  const backup = await replica.backup(reason);
  const { fileName, bytes } = backup;
  await replica.writer.write('audit.note', {
    kind: 'backedUp',
    facts: { fileName, reason, bytes },
  });
  return backup;
}
