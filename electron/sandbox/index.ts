export { allocate } from './allocate';
export { readAllocation, writePickLists } from './allocation/index';
export { CALIBRATION_MODELS, type CalibrationReport } from './calibration/report';
export type { CalibrationJob } from './calibration/task';
export { SimulationPool } from './pool';
export { sandboxService } from './service';
export { SCENARIO_MODELS } from './study/models';
export { playStudy } from './study/play-study';
