import { z } from 'zod';

/**
 * The closed list of error codes. Each has a sentence in both languages under `errors:<code>`
 * that says what happened and what to do; `message` on the error itself is for the log.
 */
export const ERROR_CODES = [
  'ALLOCATION_DATA_INVALID',
  'ALLOCATION_FILE_MISSING',
  'ALLOCATION_FILE_UNKNOWN',
  'ALLOCATION_LOCK_IMPOSSIBLE',
  'APPROVAL_DECIDED',
  'APPROVAL_NOT_YOURS',
  'ARCHIVE_BAD_PATH',
  'ARCHIVE_DAMAGED',
  'ARCHIVE_TOO_LARGE',
  'ARCHIVE_TOO_MANY_ENTRIES',
  'BAD_INPUT',
  'BAD_SENDER',
  'CANCELLED',
  'CELL_TOO_LONG',
  'CONFLICT_VERSION',
  'CONTENT_INCOMPLETE',
  'CONTENT_NOT_RELEASED',
  'CONTENT_OPEN',
  'CONTENT_REASON_REQUIRED',
  'CONTENT_SOURCE_EXPIRED',
  'CONTENT_SOURCE_GONE',
  'CONTENT_STATE',
  'CONTENT_WITHDRAWN',
  'CONTRADICTION_OPEN',
  'CSV_RECORD_TOO_LONG',
  'CSV_UNCLOSED_QUOTE',
  'DATA_COLUMN_MISSING',
  'DATA_DAY_ORDER',
  'DATA_DUPLICATE',
  'DATA_EMPTY',
  'DATA_GAPS',
  'DATA_GRAIN',
  'DATA_NEGATIVE',
  'DATA_NOTHING_LATER',
  'DATA_NOT_A_DAY',
  'DATA_NOT_A_NUMBER',
  'DATA_NOT_KNOWN',
  'DATA_OUT_OF_RANGE',
  'DATA_ROW_WIDTH',
  'DATA_TOO_SHORT',
  'DATA_UNIT_MISMATCH',
  'DISK_FAILED',
  'DISK_FULL',
  'EXPORT_REFUSED',
  'FILE_EXISTS',
  'FILE_NOT_FOUND',
  'FILE_NOT_OPENED',
  'FILE_STALLED',
  'FILE_TOO_COMPLEX',
  'FILE_TOO_LARGE',
  'FILE_UNREADABLE',
  'FORBIDDEN',
  'IMPORT_FILE_EMPTY',
  'IMPORT_HEADER_INVALID',
  'IMPORT_TOO_MANY_ERRORS',
  'INTERNAL',
  'JOB_NOT_FOUND',
  'KEY_REQUIRED',
  'KEY_UNAVAILABLE',
  'KEY_WRONG',
  'LAST_OWNER',
  'MASKED_VALUE',
  'NOTHING_TO_REDO',
  'NOTHING_TO_UNDO',
  'NOT_A_TABLE',
  'NOT_A_WORKSPACE',
  'NOT_FOUND',
  'NO_HISTORY_TO_FIT',
  'NO_WORKSPACE',
  'REPLICA_BUSY',
  'REPLICA_DAMAGED',
  'REPLICA_NEWER',
  'REPLICA_READ_ONLY',
  'SCENARIO_INVALID',
  'SHEET_NOT_FOUND',
  'SOURCE_INCOMPLETE',
  'SOURCE_NOT_ADMITTED',
  'SOURCE_REASON_REQUIRED',
  'SOURCE_STATE',
  'SPREADSHEET_OLD_FORMAT',
  'STAGE_FIELDS_MISSING',
  'STAGE_REASON_REQUIRED',
  'STAGE_TRANSITION_REFUSED',
  'STREAM_COLUMNS_MISSING',
  'STREAM_CURRENCY',
  'STUDY_BUNDLE_INVALID',
  'STUDY_DATA_INVALID',
  'STUDY_REQUEST_INVALID',
  'TABLE_TOO_LONG',
  'TABLE_TOO_WIDE',
  'TAX_ID_WRONG',
  'UNDO_BLOCKED',
  'UNDO_GONE',
  'UNDO_NEWER_FIRST',
  'UNMERGE_SURVIVOR_GONE',
  'VERIFY_NO_MARK',
  'VIEWING_AS',
  'WORKER_CRASHED',
  'XLSX_ENCRYPTED',
  'XLSX_NOT_A_WORKBOOK',
  'XML_DTD_REFUSED',
  'XML_INVALID',
  'XML_TOO_DEEP',
  'ZIP_RATIO_EXCEEDED',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** JSON-plain facts that the sentence of a code may use (row, column, file name, field names). */
export const errorDetailsSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
);
export type ErrorDetails = z.infer<typeof errorDetailsSchema>;

/** A failure as data: what crosses threads and the bridge instead of an exception. */
export const failureSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  details: errorDetailsSchema,
});
export type Failure = z.infer<typeof failureSchema>;

/** An expected failure inside one process. Anything else that is thrown becomes `INTERNAL`. */
export class SandtableError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'SandtableError';
    this.code = code;
    this.details = details;
  }
}

/** Whatever was thrown, as a {@link Failure}. Unknown errors keep no text of their own: it may hold customer data or SQL. */
export function toFailure(error: unknown): Failure {
  if (error instanceof SandtableError) {
    return { code: error.code, message: error.message, details: error.details };
  }
  const parsed = failureSchema.safeParse(error);
  if (parsed.success) return parsed.data;
  return { code: 'INTERNAL', message: 'unexpected error', details: {} };
}

/** The inverse of {@link toFailure} on the receiving side of a thread. */
export function fromFailure(failure: Failure): SandtableError {
  return new SandtableError(failure.code, failure.message, failure.details);
}
