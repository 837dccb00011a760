import type { CommandProblem } from '../grammar/command.ts';
import { type Message, say } from '../messages/message.ts';

/** What is wrong with a command, in the words of a chat. */
export function problemOf(problem: CommandProblem): Message {
  switch (problem.problem) {
    case 'no-command':
      return say('chat.no-command', {});
    case 'unknown-command':
      return say('chat.unknown-command', problem);
    case 'no-target':
      return say('chat.no-target', {});
    case 'unknown-target':
      return say('chat.unknown-target', problem);
    case 'no-node-name':
      return say('chat.no-node-name', {});
    case 'no-service-name':
      return say('chat.no-service-name', {});
    case 'bad-service-name':
      return say('chat.bad-service-name', problem);
    case 'no-cause':
      return say('chat.no-cause', {});
    case 'unknown-cause':
      return say('chat.unknown-cause', problem);
    case 'unknown-help-topic':
      return say('chat.unknown-help-topic', problem);
  }
}
