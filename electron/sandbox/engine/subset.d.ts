/**
 * Number types of the subset of TypeScript that is compiled twice: by TypeScript, where both are plain numbers, and by
 * AssemblyScript, where they decide which machine instruction is used. `number` is `f64` there.
 */
type i32 = number;
type f64 = number;
