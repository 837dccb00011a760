import { describe, expect, test } from '@jest/globals';
import { causeIds } from '../causes/catalogue.ts';
import { mendSteps } from './mend-steps.ts';

const commandsOf = (...asked: Parameters<typeof mendSteps>) =>
  mendSteps(...asked).flatMap(({ command }) => command ?? []);

describe('commands to copy', () => {
  test('name the object that was found', () => {
    const pod = { kind: 'Pod', namespace: 'shop', name: 'cart-0' };
    const all = causeIds.flatMap((id) => commandsOf(id, pod, 'node-3')).join('\n');
    expect(all).toContain('cart-0');
    expect(all).not.toMatch(/(?<![A-Za-z0-9_-])(POD|NODE)(?![A-Za-z0-9_])/);
  });

  test('leave to the reader what is not known', () => {
    const commands = commandsOf('node.disk-pressure', { kind: 'Node', name: 'node-3' }, undefined).join('\n');
    expect(commands).toContain('POD');
  });

  test.each(['a; reboot', '$(reboot)', '-o', '(unnamed)', ''])('never take "%s" for a name', (name) => {
    for (const id of causeIds) {
      expect(commandsOf(id, { kind: 'Node', name }, undefined)).toEqual(
        commandsOf(id, { kind: 'Cluster', name: 'x' }, undefined),
      );
    }
  });
});
