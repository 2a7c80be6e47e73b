// Read by dependency-cruiser only. package.json's `imports` lists .ts and .tsx for `#renderer/*`; its
// resolver, like Node's, stops at the first.
const path = require('node:path');

module.exports = {
  resolve: { alias: { '#renderer': path.join(__dirname, '..', '..', 'renderer') } },
};
