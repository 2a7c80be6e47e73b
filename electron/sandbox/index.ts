export { allocate } from './allocate';
export { readAllocation, writePickLists } from './allocation/index';
export { CALIBRATION_MODELS, type CalibrationReport } from './calibration/report';
export type { CalibrationJob } from './calibration/task';
export { chronicCareModel } from './engine/retail/chronic-care';
export { compileRetail } from './engine/retail/model';
export { SimulationPool } from './pool';
export type { RehearsalResult } from './rehearsal';
export { sandboxService } from './service';
