import { type Logger, LogLevel } from '@slack/web-api';

/**
 * A logger for Slack's SDKs, which write whole events at debug level and errors to the console. Only the fact of an error
 * goes on from here.
 */
export function quietLogger(onError: (error: Error) => void = () => undefined): Logger {
  const nothing = (): void => undefined;
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (...parts) => onError(new Error(parts.map(String).join(' '))),
    setLevel: nothing,
    getLevel: () => LogLevel.ERROR,
    setName: nothing,
  };
}
