import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Biome lints. ESLint adds only the rules that need types, which Biome lacks or holds in its nursery.
export default defineConfig(globalIgnores(['dist/', '**/*.{js,cjs,mjs}']), {
  files: ['{lib,functions,test,bin}/**/*.ts'],
  plugins: { '@typescript-eslint': tseslint.plugin },
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  rules: {
    // A promise that nobody waits for is an error that nobody sees, and work that a Lambda freezes halfway.
    '@typescript-eslint/no-floating-promises': 'error',
    // `if (promise)` is always true; an async callback where none is awaited swallows its error.
    '@typescript-eslint/no-misused-promises': 'error',
    // A new member of a union must be thought about wherever the union is taken apart.
    '@typescript-eslint/switch-exhaustiveness-check': [
      'error',
      {
        allowDefaultCaseForExhaustiveSwitch: false,
        considerDefaultExhaustiveForUnions: false,
        requireDefaultForNonUnion: true,
      },
    ],
  },
});
