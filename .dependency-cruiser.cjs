const { join } = require('node:path');

const vendorSdks =
  '(^|node_modules/)(@kubernetes/client-node|@slack|@aws-sdk|@smithy|@aws-lambda-powertools|ssh2|dynalite)(/|$)';
const testFile = '[.]test[.]ts$';
const pureCore =
  '^lib/(causes|checks|diagnosis|messages|remediations|approvals|incidents|alerts|grammar|slack|conversation|jobs|evidence/(objects|sources))(/|[.]ts$)';
const nodeModulesThatOnlyCompute = '^(node:)?(crypto|path|url|util)$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'vendor-sdks-stay-in-adapters',
      comment:
        'An SDK is translated once, in lib/adapters. Elsewhere its types and errors would leak into what must outlive it, and its load time into every start.',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/adapters/' },
      to: { path: vendorSdks },
    },
    {
      name: 'pure-core-does-no-io',
      comment:
        'What judges is a function of evidence and a clock: so every capture can be judged again, and a test needs no machine. Hashing, paths and URLs only compute.',
      severity: 'error',
      from: { path: pureCore, pathNot: testFile },
      to: { dependencyTypes: ['core'], pathNot: nodeModulesThatOnlyCompute },
    },
    {
      name: 'pure-core-knows-no-outside',
      comment:
        'The core is given readers, clocks and ids. If it imported what makes them, it would work in one place only.',
      severity: 'error',
      from: { path: pureCore, pathNot: testFile },
      to: { path: '^lib/(adapters|evidence/capture|cli|local)(/|[.]ts$)' },
    },
    {
      name: 'messages-stand-alone',
      comment:
        'A catalogue of texts must not need the code that uses it: a second language is then a second catalogue. Types may tell it which texts are due.',
      severity: 'error',
      from: { path: '^lib/messages/', pathNot: testFile },
      to: { path: '^lib/', pathNot: '^lib/messages/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'functions-are-entries',
      comment: 'functions/ composes and decides nothing, so there is nothing in it to import.',
      severity: 'error',
      from: { pathNot: ['^(functions|test)/', testFile] },
      to: { path: '^functions/' },
    },
    {
      name: 'the-command-line-is-an-entry',
      comment: 'The bot and the command line share the core, never each other.',
      severity: 'error',
      from: { path: '^(lib|functions)/', pathNot: ['^lib/cli/', testFile] },
      to: { path: '^lib/cli/' },
    },
    {
      name: 'product-imports-no-tests',
      comment: 'What is shipped must not need fakes, fixtures or test packages.',
      severity: 'error',
      from: { path: '^(lib|functions|bin)/', pathNot: testFile },
      to: { path: ['^test/', testFile] },
    },
    {
      name: 'product-needs-no-dev-dependency',
      comment:
        'A package that runs in production is declared as such, or it is missing there. Packages of types alone never run.',
      severity: 'error',
      from: { path: '^(lib|functions)/', pathNot: testFile },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      comment: 'Modules in a cycle are one module in several files, and load in an order that nobody chose.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment:
        'A file that nothing imports and that imports nothing is left over. Entries are reached from outside.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [testFile, '[.]d[.]ts$', '^bin/', '^functions/[^/]+[.]ts$', '^lib/cli/main[.]ts$'],
      },
      to: {},
    },
    {
      name: 'imports-resolve',
      comment: 'An import that resolves to nothing escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|fixtures)/' },
    // Types count: a check that knows an adapter's types depends on the adapter.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
