/** Limits of a table that is read, from the security notes. */
export const MAX_COLUMNS = 1000;
export const MAX_ROWS = 2_000_000;
export const MAX_CELL_BYTES = 64 * 1024;
