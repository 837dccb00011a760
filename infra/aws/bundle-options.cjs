const { stubUnused } = require('./stub-unused.cjs');

/** How a function is bundled, in a package as in tests and benchmarks. `config` is the text of a compiled configuration. */
module.exports = function bundleOptions(config) {
  return {
    bundle: true,
    minify: true,
    sourcemap: false,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // The ES form of a package first: of it only what is used goes into the bundle.
    mainFields: ['module', 'main'],
    // What client-node builds on asks Node for its own copy, which Node has deprecated and complains of in the log.
    alias: { punycode: require.resolve('punycode/punycode.js') },
    define: { WARDROUND_COMPILED_CONFIG: JSON.stringify(config) },
    plugins: [stubUnused],
    logLevel: 'error',
  };
};
