import { fileURLToPath } from 'node:url';
import { main } from '../../lib/local/main.ts';

// What `npm start` runs, from the sources: a test must not pass or fail by an old bundle.
await main(fileURLToPath(new URL('../..', import.meta.url)));
