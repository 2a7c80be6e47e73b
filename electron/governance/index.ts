export { governanceService } from './service';
export { tellAudit } from './tell';
export type { Kept as KeptAudit } from './restored';
