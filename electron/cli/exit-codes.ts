import type { ErrorCode } from '#shared/errors';

/** Every number that the command can end with; docs/cli.md explains them. */
export const EXIT = {
  /** Done. For `verify`: the file is intact and signed by this workspace, or the picture shows one of its exports. */
  ok: 0,
  /** Not done; the sentence says why. */
  failed: 1,
  /** The command line itself is not right; nothing was opened. */
  usage: 2,
  /** The import is done, but rows of the file were rejected. */
  rowsRejected: 3,
  /** The workspace did not open: its key or passphrase is missing or wrong. */
  keyRefused: 4,
  /** Another process has the workspace open. */
  busy: 5,
  /** `verify`: the file differs from what was exported. `audit --verify`: the audit was tampered with. */
  altered: 10,
  /** `verify`: there is no trace record in the file. */
  noMark: 11,
  /** `verify`: unchanged since it was signed, but with a key that is not this workspace's; a mark it did not give. */
  unknownKey: 12,
  /** Stopped by the person (Ctrl+C). */
  cancelled: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_ERROR: Readonly<Partial<Record<ErrorCode, ExitCode>>> = {
  KEY_REQUIRED: EXIT.keyRefused,
  KEY_WRONG: EXIT.keyRefused,
  KEY_UNAVAILABLE: EXIT.keyRefused,
  REPLICA_BUSY: EXIT.busy,
  CANCELLED: EXIT.cancelled,
};

/** The exit code of a failure. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  return BY_ERROR[code] ?? EXIT.failed;
}
