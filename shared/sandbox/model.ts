/** The sandbox's messages: what is asked, how the model was fitted, what came out. */
export * from './request';
export * from './fit-report';
export * from './run-result';
