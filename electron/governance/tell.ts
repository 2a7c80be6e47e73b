import { ifWritable } from '#electron/replica/if-writable';
import type { WriteHandle } from '#electron/replica/replica';
import type { AuditNote } from '#shared/governance/model';

/** Tells the audit of an act that is no transaction. */
export async function tellAudit(writer: WriteHandle, note: AuditNote): Promise<void> {
  await ifWritable(() => writer.write('audit.note', note));
}
