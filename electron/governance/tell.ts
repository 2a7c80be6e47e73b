import type { WriteHandle } from '#electron/replica/replica';
import { SandtableError } from '#shared/errors';
import type { AuditNote } from '#shared/governance/model';

/** Tells the audit of an act that is no transaction. A workspace that is open for reading only keeps no audit. */
export async function tellAudit(writer: WriteHandle, note: AuditNote): Promise<void> {
  try {
    await writer.write('audit.note', note);
  } catch (error) {
    if (!(error instanceof SandtableError) || error.code !== 'REPLICA_READ_ONLY') throw error;
  }
}
