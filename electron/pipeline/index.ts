export { importDemo } from './demo';
export { detail } from './detail';
export { writeCsvFile } from './exporting/csv-output';
export { fileInspector } from './importing/inspector';
export { recordSource } from './importing/record-source';
export { problemAt } from './importing/row-reader';
export { pipelineService, type PipelineHandlers, type PipelineNeeds } from './service';
export { fileWords } from './words';
