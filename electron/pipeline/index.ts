export { importDemo } from './demo';
export { pipelineService, type PipelineHandlers, type PipelineNeeds } from './service';
export { fileWords } from './words';
