import { powertoolsLog } from '../../lib/adapters/powertools/powertools-log.ts';
import { config, variable } from './config.ts';

export const { log, logger } = powertoolsLog({
  service: variable('WARDROUND_FUNCTION'),
  level: config.logLevel,
});
