export { SimulationPool } from './pool';
export { sandboxService } from './service';
