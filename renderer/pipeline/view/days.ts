export * from '#shared/pipeline/days';
