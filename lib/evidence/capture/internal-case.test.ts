import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromInternal, isInternal, toJsonName } from './internal-case.ts';

describe('the name of a field', () => {
  test.each([
    ['OSImage', 'osImage'],
    ['HTTPGet', 'httpGet'],
    ['PodIP', 'podIP'],
    ['PodCIDR', 'podCIDR'],
    ['UID', 'uid'],
    ['NodeName', 'nodeName'],
    ['ClusterIP', 'clusterIP'],
    ['DNSPolicy', 'dnsPolicy'],
    ['ISCSI', 'iscsi'],
    ['BootID', 'bootID'],
    ['name', 'name'],
    ['', ''],
  ])('%s is %s', (goName, jsonName) => {
    expect(toJsonName(goName)).toBe(jsonName);
  });

  test('never begins upper-case, differs in case alone, and stays when converted again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,30}$/), (goName) => {
        const jsonName = toJsonName(goName);
        expect(jsonName).not.toMatch(/^[A-Z]/);
        expect(jsonName.toLowerCase()).toBe(goName.toLowerCase());
        expect(toJsonName(jsonName)).toBe(jsonName);
      }),
    );
  });
});

describe('an internal object', () => {
  const key = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text !== '__proto__');

  test.each([
    'Capacity',
    'Allocatable',
    'NodeSelector',
    'Labels',
    'Annotations',
    'Limits',
    'Requests',
    'MatchLabels',
    'Selector',
  ])('keeps the keys of %s as people wrote them', (field) => {
    fc.assert(
      fc.property(fc.dictionary(key, fc.string()), (map) => {
        expect(fromInternal({ Spec: { [field]: map } })).toMatchObject({
          spec: { [toJsonName(field)]: map },
        });
      }),
    );
  });

  test('has its metadata where the API has it, also that of a template', () => {
    const internal = {
      name: 'web',
      UID: 'u',
      Spec: { Template: { labels: { app: 'web' }, Spec: { NodeName: 'n' } } },
    };
    expect(isInternal(internal)).toBe(true);
    expect(fromInternal(internal)).toEqual({
      metadata: { name: 'web', uid: 'u' },
      spec: { template: { metadata: { labels: { app: 'web' } }, spec: { nodeName: 'n' } } },
    });
  });

  test('is told from one of the API', () => {
    expect(isInternal({ kind: 'Pod', metadata: {}, spec: {}, status: {} })).toBe(false);
  });
});
