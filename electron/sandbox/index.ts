export {
  CALIBRATION_MODELS,
  type CalibrationModel,
  type CalibrationReport,
  type DataWarning,
} from './calibration/report';
export type { CalibrationJob } from './calibration/task';
export { SimulationPool } from './pool';
export { sandboxService } from './service';
