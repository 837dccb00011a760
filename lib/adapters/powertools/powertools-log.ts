import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logCodes } from '../../log/codes.ts';
import type { Log } from '../../log/log.ts';
import { MaskingFormatter } from './masking-formatter.ts';

/** The namespace of every metric; infra/aws alarms on its `Outcomes`, by code. */
const NAMESPACE = 'Wardround';

export interface PowertoolsLogOptions {
  /** The function that writes. */
  readonly service: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
}

/** Writes lines through Powertools' logger and counts each by its code, as a metric in embedded form. */
export function powertoolsLog({ service, level }: PowertoolsLogOptions): {
  readonly log: Log;
  /** For the middleware that adds what is known of the invocation. */
  readonly logger: Logger;
} {
  const logger = new Logger({ serviceName: service, logLevel: level, logFormatter: new MaskingFormatter() });
  const metrics = new Metrics({ namespace: NAMESPACE, serviceName: service });
  return {
    logger,
    log(code, fields = {}) {
      const { level: importance, meaning } = logCodes[code];
      logger[importance](meaning, { code, ...fields });
      metrics.singleMetric().addDimension('code', code).addMetric('Outcomes', MetricUnit.Count, 1);
    },
  };
}
