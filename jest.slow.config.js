import base from './jest.config.js';

/** What starts processes, browsers and other people's servers: minutes rather than seconds. */
/** @type {import('jest').Config} */
export default {
  ...base,
  testMatch: ['<rootDir>/test/{local,browser,alertmanager}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
  // Each test file has processes of its own; two at a time would only slow each other down.
  maxWorkers: 1,
};
