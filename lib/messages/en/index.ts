import { chatCommand } from './chat-command.ts';
import { config } from './config.ts';
import { captureSkips } from './errors/capture.ts';
import { gaps } from './gaps.ts';
import { help } from './help.ts';
import { incidents } from './incidents.ts';
import { ingress } from './ingress.ts';
import { local } from './local.ts';
import { nodes } from './nodes.ts';
import { observations } from './observations.ts';
import { report } from './report.ts';
import { resolution } from './resolution.ts';
import { slack } from './slack.ts';
import { system } from './system.ts';
import { work } from './work.ts';

/** Every text for people, in English: a function of its parameters under an id of its own. */
export const en = {
  ...config,
  ...gaps,
  ...observations,
  ...nodes,
  ...system,
  ...resolution,
  ...captureSkips,
  ...report,
  ...help,
  ...slack,
  ...incidents,
  ...local,
  ...chatCommand,
  ...ingress,
  ...work,
};
