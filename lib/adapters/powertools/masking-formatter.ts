import { LogFormatter, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { maskDeep } from '../../log/mask-deep.ts';

/** Writes a line as JSON with every secret masked, wherever in it one stands: Powertools itself masks nothing. */
export class MaskingFormatter extends LogFormatter {
  override formatAttributes(
    { logLevel, message, timestamp, serviceName, lambdaContext, xRayTraceId }: UnformattedAttributes,
    additional: LogAttributes,
  ): LogItem {
    const attributes = {
      level: logLevel,
      message,
      timestamp: this.formatTimestamp(timestamp),
      service: serviceName,
      request: lambdaContext?.awsRequestId,
      coldStart: lambdaContext?.coldStart,
      trace: xRayTraceId,
      ...additional,
    };
    // An object goes in, so an object comes out.
    return new LogItem({ attributes: maskDeep(attributes) as LogAttributes });
  }
}
