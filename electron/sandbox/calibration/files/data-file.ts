/** A file as it was read from the disk; its rows are read on the simulation thread. */
export interface DataFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
