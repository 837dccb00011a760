import { describe, expect, test } from '@jest/globals';
import { type CauseId, causeIds } from '../causes/catalogue.ts';
import type { ObjectRef } from '../checks/check.ts';
import { adviceFor } from './advice.ts';

const commandsOf = (id: CauseId, object: ObjectRef, node?: string): readonly string[] => {
  const { confirm, mend } = adviceFor({ id, object, ...(node ? { node } : {}) });
  return [...confirm, ...mend].flatMap(({ command }) => command ?? []);
};

describe('commands to copy', () => {
  test('name the object that was found', () => {
    const pod = { kind: 'Pod', namespace: 'shop', name: 'cart-0' };
    const all = causeIds.flatMap((id) => commandsOf(id, pod, 'node-3')).join('\n');
    expect(all).toContain('cart-0');
    expect(all).not.toMatch(/(?<![A-Za-z0-9_-])(POD|NODE)(?![A-Za-z0-9_])/);
  });

  test('leave to the reader what is not known', () => {
    const commands = commandsOf('node.disk-pressure', { kind: 'Node', name: 'node-3' }).join('\n');
    expect(commands).toContain('POD');
  });

  test.each(['a; reboot', '$(reboot)', '-o', '(unnamed)', ''])('never take "%s" for a name', (name) => {
    for (const id of causeIds) {
      expect(commandsOf(id, { kind: 'Node', name })).toEqual(commandsOf(id, { kind: 'Cluster', name: 'x' }));
    }
  });
});
