import { logCodes } from '../log/codes.ts';
import type { Log } from '../log/log.ts';
import { oneLine } from '../slack/mrkdwn.ts';

const order = ['debug', 'info', 'warn', 'error'] as const;

/** One line for each outcome, for whoever watches the terminal. Secrets are masked. */
export function terminalLog(options: {
  readonly write: (text: string) => void;
  readonly level: (typeof order)[number];
  readonly now: () => number;
}): Log {
  return (code, fields = {}) => {
    const { level, meaning } = logCodes[code];
    if (order.indexOf(level) < order.indexOf(options.level)) return;
    const told = Object.entries(fields)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => `${name}=${oneLine(String(value))}`);
    const time = new Date(options.now()).toISOString().slice(11, 19);
    options.write(`${time} ${level.padEnd(5)} ${code}  ${[meaning, ...told].join('  ')}\n`);
  };
}
