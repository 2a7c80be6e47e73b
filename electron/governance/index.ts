export { guarded } from './rights/guard';
export { rightsService } from './rights/service';
export { governanceService } from './service';
export { tellAudit } from './tell';
export type { Kept as KeptAudit } from './restored';
