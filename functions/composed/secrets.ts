import { awsSecrets } from '../../lib/adapters/aws/secret-source.ts';
import { environmentSecrets } from '../../lib/config/environment-secrets.ts';
import { fileSecrets } from '../../lib/config/file-secrets.ts';
import { cacheSecrets } from '../../lib/config/secret-cache.ts';
import { secretSource } from '../../lib/config/secret-source.ts';
import { log } from './log.ts';

export const secrets = cacheSecrets({
  source: secretSource({ env: environmentSecrets(process.env), file: fileSecrets, ...awsSecrets() }),
  now: Date.now,
  onStale: ({ reference, ageMs, problem }) => log('secret.stale', { reference, ageMs, problem }),
});
