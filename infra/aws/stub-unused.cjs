/**
 * Packages that the functions carry in name only: code that they load imports them, and no path that they take reaches
 * them. Each is replaced by one that throws when it is used; test/bundle proves that it is not.
 */
const unusedPackages = [
  // Bolt's own web server, OAuth flow and Socket Mode: requests come through its Lambda receiver.
  'express',
  'raw-body',
  '@slack/oauth',
  '@slack/socket-mode',
  // Bolt's `respond()` through a proxy: answers are acknowledgements, or come from the worker.
  'undici',
  // On Lambda credentials come from the environment, which the SDK asks first:
  // https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@aws-sdk/token-providers',
  '@smithy/credential-provider-imds',
];

/**
 * A module that throws when it or any of its exports is called or made an instance of, and says which package it stands
 * for. What a bundler copies of a module keeps its prototype, so the exports are found there.
 */
const standIn = (name) => `
function unused() {
  throw new Error(${JSON.stringify(`${name} is not part of this bundle: see infra/aws/stub-unused.cjs`)});
}
const exported = new Proxy(Function.prototype, {
  get: (own, key) => (key in own || key === 'then' || key === '__esModule' ? own[key] : unused),
});
module.exports = Object.setPrototypeOf(() => unused(), exported);`;

/** @type {import('esbuild').Plugin} */
const stubUnused = {
  name: 'stub-unused',
  setup(build) {
    const unused = new Set(unusedPackages);
    build.onResolve({ filter: /^[^./]/ }, ({ path }) =>
      unused.has(path) ? { path, namespace: 'stub-unused' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'stub-unused' }, ({ path }) => ({ contents: standIn(path) }));
  },
};

module.exports = { stubUnused, unusedPackages };
